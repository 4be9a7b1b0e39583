package dev.assay.registry.dpia;

import java.util.ArrayList;
import java.util.List;

/** What stands in front of a document, and behind it, in every format that people read. */
final class Front {

    /** What the marks mean. */
    static final List<String> LEGEND =
            List.of(
                    "What Assay's record says is marked in brackets: [verified] where Assay looked for"
                            + " itself, [declared by the publisher, not verified], [stated, not verified]"
                            + " where somebody of this organisation said so.",
                    "[proposed, to be confirmed] follows from the record or the library of risks by a"
                            + " rule. Each section counts once a person has confirmed it by name.",
                    "“unknown” and “not answered” mark what is missing. No cell is left blank: “none”"
                            + " means that it is known that there is none.");

    /** A line in front. */
    record Line(String label, String words, boolean isWarning) {
        String line() {
            return label + ": " + words;
        }
    }

    private Front() {}

    static List<Line> of(Assessment of) {
        var head = of.head();
        var lines = new ArrayList<Line>();
        lines.add(new Line("Document", head.kind() + " (" + head.template() + ")", false));
        lines.add(new Line("Form", head.follows(), false));
        lines.add(
                new Line(
                        "Need",
                        of.screening().result().words() + ". " + of.screening().reason(),
                        false));
        var confirmable =
                of.sections().stream()
                        .filter(each -> !each.key().equals(Assembly.SIGN_OFF))
                        .toList();
        var confirmed =
                confirmable.stream()
                        .filter(each -> each.confirmed() instanceof Section.Confirmed.Holds)
                        .count();
        lines.add(
                new Line(
                        "State",
                        (head.id() == null
                                        ? "made from the records alone, and not kept; "
                                        : "snapshot " + head.number() + "; ")
                                + confirmed
                                + " of "
                                + confirmable.size()
                                + " sections are confirmed by name",
                        confirmed < confirmable.size()));
        lines.add(
                new Line(
                        "Review",
                        of.isDueForReview()
                                ? "DUE FOR REVIEW: "
                                        + of.changes().size()
                                        + (of.changes().size() == 1
                                                ? " thing has changed since"
                                                : " things have changed since")
                                : "nothing that it is about has changed since its records were pinned",
                        of.isDueForReview()));
        lines.add(new Line("Made from", head.pin(), false));
        for (var server : head.servers().subList(0, Math.min(20, head.servers().size()))) {
            lines.add(
                    new Line(
                            "Server",
                            server.name()
                                    + ", "
                                    + server.purl()
                                    + ", record sha256:"
                                    + server.record(),
                            false));
        }
        if (head.servers().size() > 20) {
            lines.add(new Line("Servers", "and " + (head.servers().size() - 20) + " more", false));
        }
        return lines;
    }

    static Block.Table changes(Assessment of) {
        return new Block.Table(
                "What has changed since the records were pinned",
                List.of("Kind", "Server", "What", "Was", "Is"),
                of.changes().stream()
                        .map(
                                each ->
                                        List.of(
                                                Cell.plain(each.kind().words()),
                                                Cell.plain(each.server()),
                                                Cell.plain(each.what()),
                                                Cell.plain(each.before()),
                                                Cell.plain(each.after())))
                        .toList(),
                "Nothing.");
    }

    static Block.Table checks(Assessment of) {
        return new Block.Table(
                "What the ICO calls a good assessment, held against this document",
                List.of("A good assessment", "Met", "Why"),
                of.checks().stream()
                        .map(
                                each ->
                                        List.of(
                                                Cell.plain(each.text()),
                                                Cell.plain(each.met() ? "yes" : "NOT YET"),
                                                Cell.plain(each.why())))
                        .toList(),
                "");
    }

    static String more(Block.Table table) {
        return "and "
                + (table.rows().size() - Html.MOST_ROWS)
                + " more rows; the workbook has them all.";
    }
}
