package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.store.Id;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.flaw.ReleaseContents;
import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.flaw.Flaw;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/** What is known to be wrong with a release, for its page. */
@Component
final class FlawViews {

    /** Its bill of materials has all. */
    private static final int MOST_LISTED = 500;

    private final Flaws flaws;

    private final ReleaseContents contents;

    FlawViews(Flaws flaws, ReleaseContents contents) {
        this.flaws = flaws;
        this.contents = contents;
    }

    /** What lies in an image or a bundle; null of a package, and where nobody could read it. */
    ReleaseView.@Nullable Inside inside(Release release) {
        return contents.known(release)
                .map(
                        each ->
                                new ReleaseView.Inside(
                                        each.packages().size(),
                                        each.packages().stream()
                                                .limit(MOST_LISTED)
                                                .map(FlawViews::view)
                                                .toList(),
                                        each.gaps()))
                .orElse(null);
    }

    private static ReleaseView.InsidePackage view(ContainedPackage each) {
        return new ReleaseView.InsidePackage(each.purl(), String.join(", ", each.places()));
    }

    ReleaseView.Flaws of(Id release) {
        return flaws.of(release)
                .map(
                        scan ->
                                new ReleaseView.Flaws(
                                        scan.isWhole() ? null : scan.unscanned(),
                                        scan.scannedAt(),
                                        String.join(", ", scan.sources()),
                                        scan.flaws().stream().map(FlawViews::view).toList()))
                .orElseGet(() -> new ReleaseView.Flaws(flaws.whyNot(), null, "", List.of()));
    }

    private static ReleaseView.Flaw view(Flaw flaw) {
        var severity = flaw.severity().name().toLowerCase(Locale.ROOT);
        return new ReleaseView.Flaw(
                flaw.malware()
                        ? "malware"
                        : flaw.exploited()
                                ? severity + ", exploited"
                                : flaw.scored() ? severity : "not graded",
                flaw.malware() || flaw.exploited() ? "critical" : severity,
                flaw.knownAs(),
                flaw.purl(),
                flaw.summary(),
                String.join(", ", flaw.fixedIn()));
    }
}
