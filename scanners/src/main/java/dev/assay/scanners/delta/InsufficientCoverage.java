package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;

import java.util.Locale;
import java.util.Map;

/** The finding that keeps a package from looking clean because nobody could read it. */
final class InsufficientCoverage {

    private InsufficientCoverage() {}

    static Finding finding(String packageUrl, Coverage coverage) {
        var title =
                String.format(
                        Locale.ROOT,
                        "Only %.1f %% of the code could be read (%d of %d bytes); what the rest does"
                                + " is unknown",
                        Math.floor(coverage.share() * 1000) / 10,
                        coverage.parsedCodeBytes(),
                        coverage.codeBytes());
        var evidence =
                coverage.unparsed().stream()
                        .limit(20)
                        .map(
                                missed ->
                                        new Evidence(
                                                packageUrl,
                                                missed.file(),
                                                0,
                                                0,
                                                null,
                                                missed.reason()))
                        .toList();
        return new Finding(
                Findings.id(FindingKind.COVERAGE, Change.PRESENT, packageUrl, "share"),
                FindingKind.COVERAGE,
                Change.PRESENT,
                Severity.HIGH,
                "coverage",
                title,
                true,
                Via.PLAIN,
                evidence,
                Map.of(
                        "codeBytes", coverage.codeBytes(),
                        "parsedCodeBytes", coverage.parsedCodeBytes()));
    }
}
