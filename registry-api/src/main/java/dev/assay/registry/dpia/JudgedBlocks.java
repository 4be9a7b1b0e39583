package dev.assay.registry.dpia;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What rules and people make of the record: screening, risks, measures, outcomes. */
final class JudgedBlocks {

    private JudgedBlocks() {}

    static List<Block> screening(Screening screening) {
        var rows =
                screening.rows().stream()
                        .map(
                                each ->
                                        List.of(
                                                Cell.plain(
                                                        each.group().equals("always")
                                                                ? "always"
                                                                : "consider"),
                                                Cell.plain(each.text()),
                                                answer(each),
                                                Cell.plain(each.reason())))
                        .toList();
        return List.of(
                new Block.Text(
                        Cell.proposed(
                                screening.result().words() + ". " + screening.reason(),
                                "the screening")),
                new Block.Table(
                        "Screening: the ICO's operations for which an assessment is always made, and"
                                + " those for which it is considered",
                        List.of("ICO", "We plan", "Answer", "Why"),
                        rows,
                        ""));
    }

    private static Cell answer(Screening.Row row) {
        if (row.answer() == Screening.Answer.OPEN) {
            return Cell.unanswered();
        }
        return row.by() == null
                ? Cell.proposed(row.answer().words(), "the record")
                : new Cell(row.answer().words(), Mark.WRITTEN, row.by());
    }

    static List<Block> highRisk(Screening screening) {
        var rows =
                screening.rows().stream()
                        .filter(each -> each.answer() == Screening.Answer.YES)
                        .map(each -> List.of(Cell.plain(each.text()), Cell.plain(each.reason())))
                        .toList();
        return List.of(
                new Block.Table(
                        "Types of processing identified as likely high risk",
                        List.of("Processing", "Why"),
                        rows,
                        "None was identified."));
    }

    static List<Block> risks(List<Risk> risks) {
        var rows = new ArrayList<List<Cell>>();
        for (var index = 0; index < risks.size(); index++) {
            var risk = risks.get(index);
            rows.add(
                    List.of(
                            Cell.plain(String.valueOf(index + 1)),
                            Cell.plain(risk.title()),
                            Cell.plain(risk.source() + "\nImpact: " + risk.impact()),
                            Cell.plain(risk.reason()),
                            risk.likelihood(),
                            risk.severity(),
                            risk.overall()));
        }
        return List.of(
                new Block.Table(
                        "Risks",
                        List.of(
                                "No.",
                                "Risk",
                                "Source, and potential impact on individuals",
                                "Why it is listed",
                                "Likelihood of harm",
                                "Severity of harm",
                                "Overall risk"),
                        rows,
                        "No condition of the library holds, and nobody added a risk."));
    }

    static List<Block> measures(List<Risk> risks) {
        var rows = new ArrayList<List<Cell>>();
        for (var index = 0; index < risks.size(); index++) {
            var risk = risks.get(index);
            if (risk.isMediumOrHigh()) {
                rows.add(
                        List.of(
                                Cell.plain((index + 1) + ". " + risk.title()),
                                options(risk),
                                risk.effect(),
                                risk.residual(),
                                risk.approved(),
                                risk.comment()));
            }
        }
        return List.of(
                new Block.Table(
                        "Measures for medium and high risks",
                        List.of(
                                "Risk",
                                "Options to reduce or eliminate it, and where they stand",
                                "Effect on risk",
                                "Residual risk",
                                "Measure approved",
                                "Comment"),
                        rows,
                        "No risk is medium or high."));
    }

    private static Cell options(Risk risk) {
        if (risk.measures().isEmpty()) {
            return Cell.unanswered();
        }
        return new Cell(
                risk.measures().stream()
                        .map(each -> "• " + each.text() + ": " + each.status().text())
                        .collect(Collectors.joining("\n")),
                risk.measures().stream()
                        .map(each -> each.status().mark())
                        .max(Mark::compareTo)
                        .orElse(Mark.PROPOSED),
                "counted in the record");
    }

    static List<Block> limits() {
        return List.of(
                new Block.Text(
                        Cell.plain(
                                "Egress rules by name reduce exfiltration, and do not eliminate it:"
                                        + " names can be forged, and hosts share addresses.")),
                new Block.Text(
                        Cell.plain(
                                "A list of allowed servers in a client is no enforcement where it"
                                        + " matches by name. Controls of a server that others operate"
                                        + " can be enforced by us only at a gateway, at the egress or"
                                        + " at the provider.")),
                new Block.Text(
                        Cell.plain(
                                "What a tool claims of itself, such as that it only reads, is the"
                                        + " publisher's word and no proof.")));
    }

    /** A heading of the form that nobody is asked about by itself. */
    static List<Block> nothing() {
        return List.of(
                new Block.Text(
                        Cell.plain("none besides the reasons and notes of the outcomes above")));
    }

    static List<Block> outcomes(List<Outcome> outcomes) {
        var rows =
                outcomes.stream()
                        .map(
                                each ->
                                        List.of(
                                                Cell.plain(each.label()),
                                                each.word(),
                                                each.reason(),
                                                each.standing()))
                        .toList();
        return List.of(
                new Block.Table(
                        "Outcomes",
                        List.of(
                                "Item",
                                "Outcome, by whom and when",
                                "Reasons and notes",
                                "Standing"),
                        rows,
                        ""));
    }
}
