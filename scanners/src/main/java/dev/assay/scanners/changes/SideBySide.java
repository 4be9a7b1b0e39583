package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangedCode.Edit;
import dev.assay.scanners.changes.ChangedCode.Line;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns the lines of two sides, and marks the words that differ in lines that took a line's place.
 */
record SideBySide(List<Line> older, List<Line> newer, List<Edit> edits) {

    /** Above this many lines a side is compared as a whole: nobody aligns that by eye. */
    private static final int MOST_LINES = 6_000;

    private static final int MOST_WORDS = 400;

    /** Lines that have less of their words in common are two lines, not one that changed. */
    private static final double ALIKE = 0.4;

    static SideBySide of(List<Line> before, List<Line> now) {
        var edits = edits(before, now);
        var older = new ArrayList<>(before);
        var newer = new ArrayList<>(now);
        for (var edit : edits) {
            var both = Math.min(edit.oldTo() - edit.oldFrom(), edit.newTo() - edit.newFrom());
            for (var offset = 0; offset < both; offset++) {
                mark(older, edit.oldFrom() + offset, newer, edit.newFrom() + offset);
            }
        }
        return new SideBySide(older, newer, edits);
    }

    private static List<Edit> edits(List<Line> before, List<Line> now) {
        if (before.isEmpty() || now.isEmpty() || Math.max(before.size(), now.size()) > MOST_LINES) {
            return before.isEmpty() && now.isEmpty()
                    ? List.of()
                    : List.of(new Edit(0, before.size(), 0, now.size()));
        }
        return Alignment.of(texts(before), texts(now));
    }

    /** Space around a line is no difference. */
    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(line -> line.text().strip()).toList();
    }

    private static void mark(List<Line> older, int oldAt, List<Line> newer, int newAt) {
        var before = WordRun.words(older.get(oldAt).text());
        var now = WordRun.words(newer.get(newAt).text());
        if (before.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return;
        }
        var gone = new ArrayList<Integer>();
        var come = new ArrayList<Integer>();
        var changed = 0;
        for (var edit : Alignment.of(before, now)) {
            add(gone, before, edit.oldFrom(), edit.oldTo());
            add(come, now, edit.newFrom(), edit.newTo());
            changed += edit.oldTo() - edit.oldFrom() + edit.newTo() - edit.newFrom();
        }
        if (changed <= (1 - ALIKE) * (before.size() + now.size())) {
            older.set(oldAt, marked(older.get(oldAt), gone));
            newer.set(newAt, marked(newer.get(newAt), come));
        }
    }

    private static void add(List<Integer> marks, List<String> words, int from, int to) {
        if (from == to) {
            return;
        }
        var start = words.subList(0, from).stream().mapToInt(String::length).sum();
        var end = start + words.subList(from, to).stream().mapToInt(String::length).sum();
        if (!marks.isEmpty() && start - marks.getLast() <= 1) {
            marks.set(marks.size() - 1, end);
        } else {
            marks.add(start);
            marks.add(end);
        }
    }

    private static Line marked(Line line, List<Integer> marks) {
        return new Line(line.number(), line.column(), line.text(), marks);
    }
}
