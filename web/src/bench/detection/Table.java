package dev.assay.web.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of words, for a terminal and for a document. */
final class Table {

    private final String title;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... head) {
        this.title = title;
        this.head = List.of(head);
    }

    void row(Object... cells) {
        rows.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
    }

    String plain() {
        var text = new StringBuilder(title).append('\n');
        var lines = new ArrayList<List<String>>();
        lines.add(head);
        lines.addAll(rows);
        for (var line : lines) {
            text.append(" ");
            for (var column = 0; column < line.size(); column++) {
                var cell = line.get(column);
                var last = column == line.size() - 1;
                text.append(' ').append(cell);
                text.append(" ".repeat(last ? 0 : width(lines, column) + 1 - cell.length()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    String markdown() {
        var text = new StringBuilder("**").append(title).append("**\n\n");
        line(text, head);
        line(text, head.stream().map(cell -> "---").toList());
        rows.forEach(row -> line(text, row));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
