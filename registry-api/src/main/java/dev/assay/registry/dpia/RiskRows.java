package dev.assay.registry.dpia;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Risks and measures as rows of a sheet. */
final class RiskRows {

    private RiskRows() {}

    static List<String> columns() {
        return List.of(
                "About",
                "Risk",
                "Source",
                "Impact",
                "Why it is listed",
                "Likelihood",
                "Severity",
                "Overall",
                "Measures, and where they stand",
                "Effect",
                "Residual risk",
                "Measure approved",
                "Comment");
    }

    static Stream<List<Cell>> of(String about, List<Risk> risks) {
        return risks.stream()
                .map(
                        risk ->
                                List.of(
                                        Cell.plain(about),
                                        Cell.plain(risk.title()),
                                        Cell.plain(risk.source()),
                                        Cell.plain(risk.impact()),
                                        Cell.plain(risk.reason()),
                                        risk.likelihood(),
                                        risk.severity(),
                                        risk.overall(),
                                        measures(risk),
                                        risk.effect(),
                                        risk.residual(),
                                        risk.approved(),
                                        risk.comment()));
    }

    private static Cell measures(Risk risk) {
        return risk.measures().isEmpty()
                ? Cell.unanswered()
                : Cell.proposed(
                        risk.measures().stream()
                                .map(each -> each.text() + ": " + each.status().text())
                                .collect(Collectors.joining("\n")),
                        "counted in the record");
    }
}
