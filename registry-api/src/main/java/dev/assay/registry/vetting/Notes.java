package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.worker.ScanOutcome;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings that come of vetting itself, and not of comparing two profiles. */
final class Notes {

    private Notes() {}

    /** A package of the closure that nobody could look into. */
    static Finding notScanned(Purl purl, ScanOutcome.NotScanned problem) {
        var reason = problem.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Finding(
                id(FindingKind.COVERAGE, purl.toString(), "not-scanned"),
                FindingKind.COVERAGE,
                Change.PRESENT,
                Severity.HIGH,
                purl.toString(),
                "The dependency " + purl + " could not be scanned: " + problem.message(),
                true,
                Via.PLAIN,
                List.of(),
                Map.of("reason", reason));
    }

    /**
     * A destination that is contacted and not declared.
     *
     * @param byRelease whether the release itself contacts it, not only its dependencies
     */
    static Finding undeclared(
            String host,
            boolean byRelease,
            Via via,
            List<String> packages,
            List<Evidence> evidence) {
        var who =
                byRelease
                        ? ""
                        : packages.size() == 1
                                ? " by the dependency " + packages.getFirst()
                                : " by " + packages.size() + " dependencies";
        return new Finding(
                id(FindingKind.UNDECLARED_DESTINATION, host, ""),
                FindingKind.UNDECLARED_DESTINATION,
                Change.PRESENT,
                byRelease ? Severity.HIGH : Severity.MEDIUM,
                host,
                host + " is contacted" + who + ", and the request does not declare it",
                true,
                via,
                evidence,
                Map.of("packages", packages));
    }

    /** As the delta's own findings: the same on every machine, and no word of where it stands. */
    private static String id(FindingKind kind, String value, String discriminator) {
        var said =
                String.join("\u0000", kind.wireName(), Change.PRESENT.name(), value, discriminator);
        return Sha256.of(said.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }
}
