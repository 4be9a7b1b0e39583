package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The finding that a declaration does not cover what code contacts. */
final class UndeclaredDestination {

    private UndeclaredDestination() {}

    /**
     * @param byRelease whether the release itself contacts it, not only its dependencies
     */
    static Finding finding(
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
                id(host),
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
    private static String id(String host) {
        var said =
                String.join(
                        "\u0000",
                        FindingKind.UNDECLARED_DESTINATION.wireName(),
                        Change.PRESENT.name(),
                        host);
        return Sha256.of(said.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }
}
