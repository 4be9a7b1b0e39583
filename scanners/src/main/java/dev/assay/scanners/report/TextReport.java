package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A delta for a terminal: what matters first and in full, notes in a line each, the rest counted.
 */
final class TextReport {

    private static final int MOST_PLACES = 4;
    private static final int MOST_VALUES = 12;
    private static final int WIDEST = 160;

    private final Delta delta;
    private final Summary summary;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    TextReport(Delta delta, boolean colour) {
        this.delta = delta;
        this.summary = new Summary(delta);
        this.style = new Style(colour);
    }

    String render() {
        line(Printable.line(summary.subject()));
        line("");
        line(style.verdict(delta.verdict(), summary.verdict()) + "  " + summary.reason());
        line("Coverage: " + summary.coverage());
        for (var missed : delta.coverage().unparsed().stream().limit(MOST_PLACES).toList()) {
            line("  not read: " + Printable.line(missed.file() + ": " + missed.reason(), WIDEST));
        }
        for (var severity : Summary.severities()) {
            var findings = summary.of(severity);
            if (findings.isEmpty()) {
                continue;
            }
            line("");
            line(style.severity(severity, Summary.word(severity).toUpperCase(Locale.ROOT)));
            switch (severity) {
                case CRITICAL, HIGH, MEDIUM -> findings.forEach(this::whole);
                case LOW -> findings.forEach(this::brief);
                case INFO -> counted();
            }
        }
        return out.toString();
    }

    private void whole(Finding finding) {
        line("  " + style.strong(Printable.line(finding.title(), WIDEST * 2)));
        line(
                "    "
                        + finding.kind().wireName()
                        + ": "
                        + KindWords.why(finding.kind())
                        + remark(finding));
        for (var way : Places.ways(finding)) {
            line("    reached by " + Printable.line(way, WIDEST));
        }
        if (finding.detail().get("summary") instanceof String summary
                && !finding.title().contains(summary)) {
            line("    it " + Printable.line(summary, WIDEST * 2));
        }
        var path = CallPath.in(finding.detail());
        if (path != null) {
            line("    " + Printable.line(path.sentence(), WIDEST * 3));
        }
        finding.evidence().stream().limit(MOST_PLACES).forEach(this::place);
        var more = finding.evidence().size() - MOST_PLACES;
        if (more > 0) {
            line("    … and " + more + (more == 1 ? " more place" : " more places"));
        }
    }

    private static String remark(Finding finding) {
        var unreachable = finding.reachable() ? "" : " No entry point leads there.";
        return switch (finding.via()) {
            case PLAIN -> unreachable;
            case FOLDED -> " Put together from constants." + unreachable;
            case DECODED -> " Found by decoding." + unreachable;
            case OBSERVED -> " Seen while it ran." + unreachable;
        };
    }

    private void place(Evidence evidence) {
        var function = evidence.function() == null ? "" : " in " + evidence.function();
        line("    " + style.place(Printable.line(Places.of(evidence, delta) + function, WIDEST)));
        var snippet = Snippet.of(evidence);
        if (!snippet.isEmpty()) {
            snippet.marked().forEach(code -> line("      | " + cut(code)));
        }
    }

    /** Only what stands before the end of a line can be marked, so that cutting hides no mark. */
    private static String cut(String code) {
        return code.length() <= WIDEST * 2 ? code : code.substring(0, WIDEST * 2 - 1) + "…";
    }

    private void brief(Finding finding) {
        var at =
                finding.evidence().isEmpty()
                        ? ""
                        : "  "
                                + Printable.line(
                                        Places.of(finding.evidence().getFirst(), delta), WIDEST);
        line("  " + Printable.line(finding.title(), WIDEST) + style.place(at));
    }

    private void counted() {
        var byKind =
                summary.of(Severity.INFO).stream()
                        .collect(
                                Collectors.groupingBy(
                                        (Finding finding) -> finding.kind(),
                                        () -> new TreeMap<FindingKind, java.util.List<Finding>>(),
                                        Collectors.toList()));
        byKind.forEach(
                (kind, findings) -> {
                    var values =
                            findings.stream()
                                    .limit(MOST_VALUES)
                                    .map(finding -> Printable.line(finding.value(), 60))
                                    .collect(Collectors.joining(", "));
                    var more = findings.size() - MOST_VALUES;
                    line(
                            "  "
                                    + kind.wireName()
                                    + ": "
                                    + values
                                    + (more > 0 ? " and " + more + " more" : ""));
                });
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
