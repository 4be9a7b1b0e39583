package dev.assay.registry.dpia;

import java.util.List;
import java.util.Locale;

/**
 * A document as XHTML, for the PDF. Whatever comes from a record or a person is escaped, and what
 * the fonts cannot show is written as the number of its character.
 */
final class Html {

    /** The most rows of a table that people read; the workbook has all. */
    static final int MOST_ROWS = 200;

    /** The most rows of a table that stays on one page, with its head. */
    private static final int SHORT = 4;

    /** Of the page between its margins, in twentieths of a point. */
    private static final int WIDTH = 15_250;

    private static final String STYLE =
            """
            @page { size: A4 landscape; margin: 16mm 14mm 18mm 14mm;
              @top-left { content: element(top) } @bottom-left { content: element(foot) }
              @bottom-right { content: "Page " counter(page) " of " counter(pages); font-family: 'DejaVu Sans'; font-size: 7.5pt; color: #52606d } }
            body { font-family: 'DejaVu Sans'; font-size: 9pt; line-height: 1.35; color: #1f2933 }
            #top { position: running(top); font-size: 7.5pt; color: #52606d }
            #foot { position: running(foot); font-size: 7.5pt; color: #52606d }
            h1 { font-size: 20pt; margin: 0 0 4pt } h2 { font-size: 14pt; margin: 16pt 0 4pt; page-break-after: avoid; -fs-page-break-min-height: 75mm; color: #12344d }
            h3 { font-size: 10pt; margin: 10pt 0 3pt; page-break-after: avoid; -fs-page-break-min-height: 45mm } p { margin: 3pt 0 }
            table { width: 100%; border-collapse: collapse; margin: 3pt 0 8pt; -fs-table-paginate: paginate; table-layout: fixed }
            table.short { page-break-inside: avoid } table.long { -fs-page-break-min-height: 36mm }
            caption { text-align: left; font-weight: bold; font-size: 8.5pt; padding: 4pt 0 2pt }
            th, td { border: 0.6pt solid #9aa5b1; padding: 2.5pt 4pt; vertical-align: top; text-align: left; font-size: 8pt; word-wrap: break-word }
            th { background: #e4e7eb } tr { page-break-inside: avoid }
            .mark { color: #52606d; font-size: 6.8pt } .gap { background: #ffe3e3 } .gap b { color: #8a1c1c } .proposed { background: #fff8e1 }
            .hint { color: #52606d; font-size: 8pt } .confirmed { border-left: 3pt solid #2f7d4f; padding-left: 6pt }
            .open { border-left: 3pt solid #b44d12; padding-left: 6pt } .answer { border: 0.6pt solid #9aa5b1; padding: 4pt 6pt; margin: 2pt 0 4pt }
            """;

    private final StringBuilder to = new StringBuilder(64 * 1024);
    private final Assessment of;
    private final int wide;

    private Html(Assessment of, int wide) {
        this.of = of;
        this.wide = wide;
    }

    /**
     * The document.
     *
     * @param picture the address of the image of its flow; empty for none
     * @param wide of the image, in millimetres
     */
    static String of(Assessment assessment, String picture, int wide) {
        return new Html(assessment, wide).whole(picture);
    }

    private String whole(String picture) {
        var head = of.head();
        to.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"")
                .append(text(head.language()))
                .append("\"><head><title>")
                .append(text(head.kind() + ": " + head.title()))
                .append("</title><meta name=\"description\" content=\"")
                .append(text(head.pin()))
                .append("\"/><meta name=\"subject\" content=\"")
                .append(text(head.kind()))
                .append("\"/><style>")
                .append(STYLE)
                .append("</style></head><body><div id=\"top\">")
                .append(text(head.kind() + ": " + head.title()))
                .append("</div><div id=\"foot\">")
                .append(text(head.pin()))
                .append("</div>");
        element("h1", head.title());
        Front.of(of).forEach(each -> paragraph(each.line(), each.isWarning() ? "open" : ""));
        heading("How to read this");
        Front.LEGEND.forEach(each -> paragraph(each, ""));
        if (of.isDueForReview()) {
            heading("Due for review");
            table(Front.changes(of));
        }
        of.sections().forEach(each -> section(each, picture));
        heading("Self-check");
        table(Front.checks(of));
        heading("The law and the form");
        of.notes().forEach(each -> paragraph(each, ""));
        return to.append("</body></html>").toString();
    }

    private void section(Section section, String picture) {
        heading(section.title());
        if (!section.key().equals(Assembly.SIGN_OFF)) {
            paragraph(
                    section.confirmed().words(),
                    section.confirmed() instanceof Section.Confirmed.Holds ? "confirmed" : "open");
        }
        for (var item : section.items()) {
            element("h3", item.label());
            var answer = item.answer();
            if (answer != null) {
                to.append("<div class=\"answer ").append(kind(answer)).append("\">");
                cell(answer);
                to.append("</div>");
            }
            for (var block : item.blocks()) {
                switch (block) {
                    case Block.Text(var cell) -> {
                        to.append("<p>");
                        cell(cell);
                        to.append("</p>");
                    }
                    case Block.Table table -> table(table);
                    case Block.Picture(var flow) -> picture(flow, picture);
                }
            }
        }
    }

    private void picture(DataFlow flow, String picture) {
        if (!picture.isEmpty()) {
            to.append("<div><img style=\"width: ")
                    .append(wide)
                    .append("mm\" src=\"")
                    .append(picture)
                    .append("\" alt=\"")
                    .append(text(flow.inWords()))
                    .append("\"/></div>");
        }
        paragraph(flow.inWords(), "hint");
    }

    private void table(Block.Table table) {
        if (table.rows().isEmpty()) {
            to.append("<p><b>").append(text(table.caption())).append(":</b> ");
            to.append(text(table.empty())).append("</p>");
            return;
        }
        to.append("<table class=\"")
                .append(table.rows().size() <= SHORT ? "short" : "long")
                .append("\"><caption>")
                .append(text(table.caption()))
                .append("</caption>");
        columns(table);
        to.append("<thead><tr>");
        table.columns()
                .forEach(
                        each -> to.append("<th scope=\"col\">").append(text(each)).append("</th>"));
        to.append("</tr></thead><tbody>");
        for (var row : shown(table)) {
            to.append("<tr>");
            for (var cell : row) {
                to.append("<td class=\"").append(kind(cell)).append("\">");
                cell(cell);
                to.append("</td>");
            }
            to.append("</tr>");
        }
        to.append("</tbody></table>");
        if (table.rows().size() > MOST_ROWS) {
            paragraph(Front.more(table), "open");
        }
    }

    private void columns(Block.Table table) {
        var widths = Widths.of(table.columns(), shown(table), WIDTH);
        for (var width : widths) {
            to.append("<col style=\"width: ")
                    .append(String.format(Locale.ROOT, "%.2f", 100.0 * width / WIDTH))
                    .append("%\"/>");
        }
    }

    static List<List<Cell>> shown(Block.Table table) {
        return table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()));
    }

    private static String kind(Cell cell) {
        return cell.mark().isGap() ? "gap" : cell.mark() == Mark.PROPOSED ? "proposed" : "";
    }

    private void cell(Cell cell) {
        var words = text(cell.words()).replace("\n", "<br/>");
        to.append(cell.mark().isGap() ? "<b>" + words + "</b>" : words);
        if (!cell.remark().isEmpty()) {
            to.append(" <span class=\"mark\">[").append(text(cell.remark())).append("]</span>");
        }
    }

    private void heading(String words) {
        element("h2", words);
    }

    private void paragraph(String words, String kind) {
        to.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(text(words).replace("\n", "<br/>"))
                .append("</p>");
    }

    private void element(String name, String words) {
        to.append('<').append(name).append('>').append(text(words));
        to.append("</").append(name).append('>');
    }

    /** Escaped. */
    private static String text(String words) {
        var escaped = new StringBuilder();
        for (var point : words.codePoints().toArray()) {
            if (point == '\n') {
                escaped.append('\n');
                continue;
            }
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(Fonts.showable(Character.toString(point), false));
            }
        }
        return escaped.toString();
    }
}
