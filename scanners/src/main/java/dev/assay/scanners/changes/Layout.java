package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangedCode.Line;

import java.util.ArrayList;
import java.util.List;

/** Puts a shown text into lines: its own where it has some, and new ones where it was minified. */
final class Layout {

    /** Characters of one line; only a text, a comment or a number can be longer. */
    private static final int LONGEST_LINE = 2_000;

    private static final int TAB = 2;

    private final ShownText shown;
    private final LineIndex index;
    private final List<Line> lines = new ArrayList<>();

    private Layout(ShownText shown, LineIndex index) {
        this.shown = shown;
        this.index = index;
    }

    static List<Line> of(ShownText shown, LineIndex index, boolean reflowed) {
        var layout = new Layout(shown, index);
        if (reflowed) {
            layout.reflow();
        } else {
            layout.asWritten();
        }
        return layout.lines;
    }

    private void reflow() {
        var text = shown.text();
        for (var piece : Reflow.lines(text)) {
            var line = text.subSequence(piece.from(), piece.to()).toString();
            add(
                    piece.from(),
                    "  ".repeat(piece.depth()) + line.replaceAll("\\s{2,}|[\\n\\t\\r]", " "));
        }
    }

    private void asWritten() {
        var text = shown.text().toString();
        var common = Integer.MAX_VALUE;
        var rows = text.split("\n", -1);
        for (var row : rows) {
            if (!row.isBlank()) {
                common = Math.min(common, indent(row));
            }
        }
        var at = 0;
        for (var row : rows) {
            var strip = Math.min(common, indent(row));
            add(at + strip, row.substring(strip).replace("\t", " ".repeat(TAB)).stripTrailing());
            at += row.length() + 1;
        }
    }

    private static int indent(String row) {
        var indent = 0;
        while (indent < row.length() && (row.charAt(indent) == ' ' || row.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private void add(int at, String text) {
        var origin = shown.origin(at);
        var bounded =
                text.length() <= LONGEST_LINE
                        ? text
                        : text.substring(0, LONGEST_LINE)
                                + " … ("
                                + (text.length() - LONGEST_LINE)
                                + " more characters of this line are not shown)";
        lines.add(new Line(index.line(origin), index.column(origin), bounded, List.of()));
    }
}
