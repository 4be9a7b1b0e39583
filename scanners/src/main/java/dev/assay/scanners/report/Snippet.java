package dev.assay.scanners.report;

import dev.assay.scanners.finding.Evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * The excerpt of a piece of evidence as it is printed.
 *
 * @param lines printable, without the line breaks
 * @param line the line that the evidence stands in, from 0; -1 where no place in it is meant
 * @param column where in that line, from 0
 */
record Snippet(List<String> lines, int line, int column) {

    Snippet {
        lines = List.copyOf(lines);
    }

    static Snippet of(Evidence evidence) {
        var excerpt = evidence.excerpt();
        var mark = evidence.mark();
        if (mark == null) {
            return new Snippet(Printable.lines(excerpt.strip()), -1, 0);
        }
        var before = excerpt.substring(0, mark);
        var start = before.lastIndexOf('\n') + 1;
        var line = (int) before.chars().filter(c -> c == '\n').count();
        // What is printed may be longer than what stands there.
        var column = Printable.line(before.substring(start)).length();
        return new Snippet(Printable.lines(excerpt), line, column);
    }

    boolean isEmpty() {
        return lines.stream().allMatch(String::isBlank);
    }

    /** The lines, and below the one that counts a line with a mark in the column that counts. */
    List<String> marked() {
        if (line < 0 || line >= lines.size()) {
            return lines;
        }
        var marked = new ArrayList<>(lines);
        marked.add(line + 1, " ".repeat(column) + "^");
        return marked;
    }
}
