package dev.assay.web.page;

import dev.assay.inventory.store.Id;
import dev.assay.registry.flaw.Flaws;
import dev.assay.scanners.flaw.Flaw;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/** What is known to be wrong with a release, for its page. */
@Component
final class FlawViews {

    private final Flaws flaws;

    FlawViews(Flaws flaws) {
        this.flaws = flaws;
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
