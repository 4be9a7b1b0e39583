package dev.assay.registry.bom;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.flaw.ReleaseContents;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.vetting.ReleaseReport;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.vetting.ReviewReport;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bill of materials of any release, whatever was decided about it, signed with our key. */
public final class ReleaseBoms {

    /** What {@link #of} is (IANA). */
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json;version=1.6";

    private final ReportReader reports;
    private final LicenceStore licences;
    private final Flaws flaws;
    private final ReleaseContents contents;
    private final WaiverStore waivers;
    private final ClosureProofStore proofs;
    private final DocumentSigner signer;
    private final Clock clock;

    ReleaseBoms(
            ReportReader reports,
            LicenceStore licences,
            Flaws flaws,
            ReleaseContents contents,
            WaiverStore waivers,
            ClosureProofStore proofs,
            DocumentSigner signer,
            Clock clock) {
        this.reports = reports;
        this.licences = licences;
        this.flaws = flaws;
        this.contents = contents;
        this.waivers = waivers;
        this.proofs = proofs;
        this.signer = signer;
        this.clock = clock;
    }

    /** What to call it where it is kept. */
    public static String fileName(Release release) {
        var purl = release.purl();
        return (purl.name() + "-" + purl.exactVersion()).replaceAll("[^A-Za-z0-9._-]", "_")
                + ".cdx.json";
    }

    /** CycloneDX 1.6 in JSON, with a signature in it. */
    public byte[] of(Release release) {
        return JsonSignature.sign(ReleaseBomWriter.write(gathered(release)), signer);
    }

    private ReleaseBom gathered(Release release) {
        var report = reports.release(release.id()).orElseThrow();
        var shown = shown(report);
        var scan = flaws.of(release.id());
        return new ReleaseBom(
                release,
                report.closure(),
                contents.isContainer(release),
                contents.known(release).orElse(null),
                licences.of(release.id()),
                scan.orElse(null),
                scan.isPresent() ? "" : flaws.whyNot(),
                accepted(release, shown, scan),
                shown.map(ReviewReport::delta).map(each -> each.findings()).orElse(List.of()),
                report.steps().stream()
                        .map(VettingStep::finishedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                reports.publishing(release.id()).orElse(null),
                proofs.of(release.id()),
                reports.source(release.id()).orElse(null));
    }

    /** What was shown of it last. */
    private Optional<ReviewReport> shown(ReleaseReport report) {
        return report.reviews().stream()
                .filter(each -> each.snapshotSha256() != null)
                .map(Review::id)
                .findFirst()
                .flatMap(reports::review);
    }

    /** By the lines by which a waived rule names flaws. */
    private Map<String, Waiver> accepted(
            Release release, Optional<ReviewReport> shown, Optional<FlawScan> scan) {
        var snapshot = shown.map(ReviewReport::snapshot).orElse(null);
        if (snapshot == null || scan.isEmpty() || scan.get().flaws().isEmpty()) {
            return Map.of();
        }
        var now = clock.instant();
        var held =
                waivers.of(release.id()).stream()
                        .filter(each -> each.holds(now))
                        .filter(each -> each.targetKind() == Waiver.TargetKind.RULE)
                        .toList();
        var accepted = new HashMap<String, Waiver>();
        for (var waiver : held) {
            snapshot.rules().stream()
                    .filter(each -> each.id().equals(waiver.target()))
                    .filter(RuleResult::isBroken)
                    .flatMap(each -> each.values().stream())
                    .forEach(line -> accepted.putIfAbsent(line, waiver));
        }
        return accepted;
    }
}
