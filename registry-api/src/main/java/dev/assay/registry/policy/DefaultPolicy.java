package dev.assay.registry.policy;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The policy that holds where no other is set: the verdict that a delta carries by itself, with the
 * findings that led to it.
 */
public final class DefaultPolicy {

    private static final int NAMED_FINDINGS = 5;

    public Judgement judge(Delta delta) {
        return new Judgement(
                delta.verdict(),
                switch (delta.verdict()) {
                    case BLOCK ->
                            because(delta, finding -> finding.severity().atLeast(Severity.HIGH));
                    case REVIEW ->
                            because(delta, finding -> finding.severity().atLeast(Severity.MEDIUM));
                    case QUIET ->
                            List.of(
                                    "no finding at medium or above, and "
                                            + percent(delta)
                                            + " of the code was read");
                });
    }

    private static List<String> because(Delta delta, Predicate<Finding> matters) {
        var findings = delta.findings().stream().filter(matters).toList();
        var reasons = new ArrayList<String>();
        var counts =
                findings.stream()
                        .collect(Collectors.groupingBy(Finding::severity, Collectors.counting()));
        if (!counts.isEmpty()) {
            reasons.add(
                    counts.entrySet().stream()
                            .sorted(Comparator.comparing(entry -> entry.getKey()))
                            .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                            .collect(Collectors.joining(", ", "findings: ", "")));
        }
        findings.stream()
                .limit(NAMED_FINDINGS)
                .map(
                        finding ->
                                word(finding.severity())
                                        + ": "
                                        + finding.title()
                                        + place(delta, finding))
                .forEach(reasons::add);
        if (!delta.coverage().sufficient()) {
            reasons.add("only " + percent(delta) + " of the code could be read");
        }
        return reasons;
    }

    /** Which dependency a finding is about, where it is about one. */
    private static String place(Delta delta, Finding finding) {
        var release = delta.to().purl();
        return finding.evidence().stream()
                .map(Evidence::packageUrl)
                .findFirst()
                .filter(purl -> !purl.equals(release) && !finding.title().contains(purl))
                .map(purl -> " (in " + purl + ")")
                .orElse("");
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String percent(Delta delta) {
        // Rounded down, so that a missing rest never reads as 100 %.
        var tenths = (long) Math.floor(delta.coverage().share() * 1000);
        return String.format(Locale.ROOT, "%d.%d %%", tenths / 10, tenths % 10);
    }
}
