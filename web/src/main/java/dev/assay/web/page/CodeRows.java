package dev.assay.web.page;

import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.changes.ChangedCode.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays the lines of a function side by side, and folds away what did not change. */
final class CodeRows {

    /** Unchanged lines shown around a change. */
    private static final int CONTEXT = 3;

    /** Fewer unchanged lines than this are not worth folding. */
    private static final int WORTH_FOLDING = 6;

    private final List<Line> before;
    private final List<Line> now;
    private final boolean numbered;
    private final boolean onlyOld;
    private final Map<Integer, List<CodeView.Pin>> pins;
    private final Map<Integer, List<CodeView.Comment>> comments;
    private final List<CodeView.Row> rows = new ArrayList<>();

    private CodeRows(
            ChangedFunction function,
            Map<Integer, List<CodeView.Pin>> pins,
            Map<Integer, List<CodeView.Comment>> comments) {
        this.before = lines(function.from());
        this.now = lines(function.to());
        this.numbered = !function.reflowed();
        this.onlyOld = function.to() == null;
        this.pins = pins;
        this.comments = comments;
    }

    static List<CodeView.Block> of(
            ChangedFunction function,
            Map<Integer, List<CodeView.Pin>> pins,
            Map<Integer, List<CodeView.Comment>> comments) {
        var rows = new CodeRows(function, pins, comments);
        var old = 0;
        var fresh = 0;
        for (var edit : function.edits()) {
            rows.same(old, edit.oldFrom(), fresh);
            rows.changed(edit.oldFrom(), edit.oldTo(), edit.newFrom(), edit.newTo());
            old = edit.oldTo();
            fresh = edit.newTo();
        }
        rows.same(old, rows.before.size(), fresh);
        return rows.folded();
    }

    private static List<Line> lines(@org.jspecify.annotations.Nullable Side side) {
        return side == null ? List.of() : side.lines();
    }

    private void same(int from, int to, int fresh) {
        for (var at = from; at < to; at++) {
            rows.add(row("same", at, fresh + at - from));
        }
    }

    /** Lines that take each other's place stand beside each other; the rest below. */
    private void changed(int oldFrom, int oldTo, int newFrom, int newTo) {
        var both = Math.min(oldTo - oldFrom, newTo - newFrom);
        for (var offset = 0; offset < both; offset++) {
            rows.add(row("mod", oldFrom + offset, newFrom + offset));
        }
        for (var at = oldFrom + both; at < oldTo; at++) {
            rows.add(row("del", at, -1));
        }
        for (var at = newFrom + both; at < newTo; at++) {
            rows.add(row("add", -1, at));
        }
    }

    private CodeView.Row row(String css, int old, int fresh) {
        var place = onlyOld ? old : fresh;
        return new CodeView.Row(
                css,
                old < 0 ? "" : number(before.get(old), old),
                old < 0 ? List.of() : parts(before.get(old)),
                fresh < 0 ? "" : number(now.get(fresh), fresh),
                fresh < 0 ? List.of() : parts(now.get(fresh)),
                fresh < 0 ? List.of() : pins.getOrDefault(fresh, List.of()),
                place < 0 ? List.of() : comments.getOrDefault(place, List.of()));
    }

    /** Lines that were put into minified code are counted from its start. */
    private String number(Line line, int index) {
        return String.valueOf(numbered ? line.number() : index + 1);
    }

    private static List<Excerpt.Part> parts(Line line) {
        var marks = line.marks();
        var text = line.text();
        if (marks.isEmpty()) {
            return List.of(new Excerpt.Part(text, false));
        }
        var parts = new ArrayList<Excerpt.Part>();
        var at = 0;
        for (var index = 0; index + 1 < marks.size(); index += 2) {
            var from = Math.clamp(marks.get(index), at, text.length());
            var to = Math.clamp(marks.get(index + 1), from, text.length());
            if (from > at) {
                parts.add(new Excerpt.Part(text.substring(at, from), false));
            }
            parts.add(new Excerpt.Part(text.substring(from, to), true));
            at = to;
        }
        parts.add(new Excerpt.Part(text.substring(at), false));
        return parts;
    }

    private List<CodeView.Block> folded() {
        var keep = new boolean[rows.size()];
        var anything = false;
        for (var index = 0; index < rows.size(); index++) {
            var row = rows.get(index);
            if (!row.css().equals("same") || !row.pins().isEmpty() || !row.comments().isEmpty()) {
                anything = true;
                for (var near = Math.max(0, index - CONTEXT);
                        near <= Math.min(rows.size() - 1, index + CONTEXT);
                        near++) {
                    keep[near] = true;
                }
            }
        }
        if (!anything) {
            return List.of(new CodeView.Block(0, List.copyOf(rows)));
        }
        return blocks(keep);
    }

    private List<CodeView.Block> blocks(boolean[] keep) {
        var blocks = new ArrayList<CodeView.Block>();
        for (var start = 0; start < rows.size(); ) {
            var end = start;
            while (end < rows.size() && keep[end] == keep[start]) {
                end++;
            }
            // A fold of a few lines costs more than it saves.
            if (!keep[start] && end - start < WORTH_FOLDING) {
                for (var at = start; at < end; at++) {
                    keep[at] = true;
                }
                start = blocks.isEmpty() ? 0 : start - blocks.removeLast().rows().size();
                continue;
            }
            blocks.add(
                    new CodeView.Block(
                            keep[start] ? 0 : end - start, List.copyOf(rows.subList(start, end))));
            start = end;
        }
        return blocks;
    }
}
