package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The lines that every report for people begins with. Their text is not yet made printable. */
final class Summary {

    private final Delta delta;

    Summary(Delta delta) {
        this.delta = delta;
    }

    /**
     * {@code OLD → NEW}, with the second name cut to its version where the first tells the rest.
     */
    String subject() {
        var to = delta.to().purl();
        var from = delta.from();
        if (from == null) {
            return to;
        }
        var at = to.lastIndexOf('@');
        var sameName = at > 0 && from.purl().startsWith(to.substring(0, at + 1));
        return from.purl() + " → " + (sameName ? to.substring(at + 1) : to);
    }

    String verdict() {
        return switch (delta.verdict()) {
            case QUIET -> "QUIET";
            case REVIEW -> "REVIEW";
            case BLOCK -> "BLOCK";
        };
    }

    /** Why the verdict is what it is, in one line. */
    String reason() {
        if (delta.verdict() == Verdict.QUIET) {
            var rest = delta.findings().size();
            return delta.from() == null
                    ? "nothing at medium or above" + notes(rest)
                    : "nothing changed at medium or above" + notes(rest);
        }
        var counts = new ArrayList<String>();
        for (var severity : Severity.values()) {
            var count = of(severity).size();
            if (count > 0 && severity.atLeast(Severity.LOW)) {
                counts.add(count + " " + word(severity));
            }
        }
        return String.join(", ", counts);
    }

    private static String notes(int count) {
        return count == 0 ? "" : "; " + count + (count == 1 ? " note" : " notes");
    }

    String coverage() {
        var coverage = delta.coverage();
        var line =
                String.format(
                        Locale.ROOT,
                        "%s %% of %,d bytes of code read, in %,d files; %,d functions",
                        percent(coverage.share()),
                        coverage.codeBytes(),
                        coverage.files(),
                        coverage.functions());
        return delta.from() == null
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                ", %,d of them new and %,d changed",
                                coverage.newFunctions(),
                                coverage.changedFunctions());
    }

    /** Never rounded up to a hundred: that would hide the file that was not read. */
    private static String percent(double share) {
        return share >= 1
                ? "100"
                : String.format(Locale.ROOT, "%.1f", Math.floor(share * 1000) / 10);
    }

    List<Finding> of(Severity severity) {
        return delta.findings().stream().filter(f -> f.severity() == severity).toList();
    }

    static List<Severity> severities() {
        return Arrays.asList(Severity.values());
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
