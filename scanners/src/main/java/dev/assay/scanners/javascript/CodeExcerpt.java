package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Evidence;

import java.util.ArrayDeque;
import java.util.ArrayList;

/**
 * The code around a place, in lines that people can read: as it is written where it has lines; a
 * line for each statement where it was minified. What it costs does not depend on the file's size.
 *
 * @param text at most {@link Evidence#MAX_EXCERPT} characters
 * @param mark where in the text the place is
 */
record CodeExcerpt(String text, int mark) {

    /** Longer lines are taken for minified code. */
    private static final int WIDE = 160;

    private static final int LINES_BEFORE = 2;
    private static final int LINES_AFTER = 3;

    /** How much of minified code before the place is shown. */
    private static final int BEFORE = 120;

    private static final String CUT = "…";

    static CodeExcerpt of(String text, int at) {
        var place = Math.clamp(at, 0, text.length());
        var line = Line.around(text, place);
        return line == null ? broken(text, place) : written(text, place, line);
    }

    /** A line of the source, without its line break. */
    private record Line(int from, int to) {

        /** The line that holds a place, or null where it is too long to be read. */
        static @org.jspecify.annotations.Nullable Line around(String text, int at) {
            var from = at;
            while (from > 0 && text.charAt(from - 1) != '\n') {
                if (at - from > WIDE) {
                    return null;
                }
                from--;
            }
            var to = at;
            while (to < text.length() && text.charAt(to) != '\n') {
                if (to - from > WIDE) {
                    return null;
                }
                to++;
            }
            return new Line(from, to);
        }

        String of(String text) {
            return text.substring(from, to).replace("\t", "  ").stripTrailing();
        }
    }

    private static CodeExcerpt written(String text, int at, Line line) {
        var lines = new ArrayList<Line>();
        lines.add(line);
        var room = Evidence.MAX_EXCERPT - (line.to - line.from);
        for (var above = line; lines.size() <= LINES_BEFORE && above.from > 0; ) {
            above = Line.around(text, above.from - 1);
            if (above == null || (room -= above.to - above.from + 1) < WIDE) {
                break;
            }
            lines.addFirst(above);
        }
        var most = lines.size() + LINES_AFTER;
        for (var below = line; lines.size() < most && below.to < text.length(); ) {
            below = Line.around(text, below.to + 1);
            if (below == null || (room -= below.to - below.from + 1) < 0) {
                break;
            }
            lines.addLast(below);
        }
        while (lines.getLast() != line && lines.getLast().of(text).isBlank()) {
            lines.removeLast();
        }
        while (lines.getFirst() != line && lines.getFirst().of(text).isBlank()) {
            lines.removeFirst();
        }
        return dedented(text, at, line, lines);
    }

    private static CodeExcerpt dedented(String text, int at, Line line, ArrayList<Line> lines) {
        var common = Integer.MAX_VALUE;
        for (var each : lines) {
            var shown = each.of(text);
            if (!shown.isBlank()) {
                common = Math.min(common, shown.length() - shown.stripLeading().length());
            }
        }
        var out = new StringBuilder();
        var mark = 0;
        for (var each : lines) {
            if (each != lines.getFirst()) {
                out.append('\n');
            }
            if (each == line) {
                var before = text.substring(line.from, at).replace("\t", "  ").length();
                mark = out.length() + Math.max(0, before - common);
            }
            var shown = each.of(text);
            out.append(shown, Math.min(common, shown.length()), shown.length());
        }
        return bounded(out, mark);
    }

    /** Tabs may have made it wider than it was in the file. */
    private static CodeExcerpt bounded(StringBuilder out, int mark) {
        if (out.length() > Evidence.MAX_EXCERPT) {
            var end = Evidence.MAX_EXCERPT - 1;
            out.setLength(Character.isHighSurrogate(out.charAt(end - 1)) ? end - 1 : end);
            out.append(CUT);
        }
        return new CodeExcerpt(out.toString(), Math.min(mark, out.length()));
    }

    /** Breaks minified code between statements, as far as the code near the place alone tells. */
    private static CodeExcerpt broken(String text, int at) {
        var from = start(text, at);
        var breaker = new Breaker(text, at, from);
        var index = from;
        for (; index < text.length() && breaker.hasRoom(); index++) {
            breaker.take(index);
        }
        if (index < text.length()) {
            breaker.out.append(CUT);
        }
        return bounded(breaker.out, breaker.mark);
    }

    /** After the statement before the last one, or a fixed way back. */
    private static int start(String text, int at) {
        var boundaries = 0;
        var best = -1;
        for (var index = at - 1; index >= Math.max(0, at - BEFORE); index--) {
            if (";{}\n".indexOf(text.charAt(index)) >= 0) {
                best = index + 1;
                if (++boundaries == 2) {
                    return best;
                }
            }
        }
        if (best >= 0 && at - best > BEFORE / 3) {
            return best;
        }
        var from = Math.max(0, at - BEFORE);
        return from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    /** Writes code and puts line breaks where statements end. */
    private static final class Breaker {

        private static final int ROOM = Evidence.MAX_EXCERPT - 1;

        private final String text;
        private final int at;
        private final StringBuilder out = new StringBuilder();

        /** The open brackets since the start; a block is {@code B}. */
        private final ArrayDeque<Character> open = new ArrayDeque<>();

        private int mark;
        private int column;
        private char quote;
        private boolean escaped;

        Breaker(String text, int at, int from) {
            this.text = text;
            this.at = at;
            if (from > 0) {
                out.append(CUT);
            }
        }

        boolean hasRoom() {
            return out.length() < ROOM;
        }

        void take(int index) {
            var c = text.charAt(index);
            if (c == '}' && quote == 0 && isBlock()) {
                open.pop();
                newLine();
            }
            if (index == at) {
                mark = out.length();
            }
            if (c == '\n' || c == '\r' || c == '\t') {
                c = ' ';
            }
            if (c == ' ' && quote == 0 && column == 0 && index != at) {
                return;
            }
            out.append(c);
            column++;
            if (quote != 0) {
                inText(c);
            } else {
                inCode(c, index);
            }
        }

        private void inText(char c) {
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == quote) {
                quote = 0;
            }
        }

        private void inCode(char c, int index) {
            switch (c) {
                case '"', '\'', '`' -> quote = c;
                case '(', '[' -> open.push(c);
                case ')', ']' -> open.poll();
                case '{' -> {
                    var block = startsBlock(index);
                    open.push(block ? 'B' : c);
                    if (block) {
                        newLine();
                    }
                }
                case '}' -> {
                    if (!open.isEmpty() && open.peek() == '{') {
                        open.pop();
                    } else if (!continues(index)) {
                        newLine();
                    }
                }
                case ';' -> {
                    if (open.isEmpty() || open.peek() == 'B') {
                        newLine();
                    }
                }
                case ',' -> {
                    if ((open.isEmpty() || open.peek() == 'B') && column > WIDE / 4) {
                        newLine();
                    }
                }
                default -> {}
            }
        }

        private boolean isBlock() {
            return !open.isEmpty() && open.peek() == 'B';
        }

        /** A bracket after {@code )}, an arrow or a word opens a block, and else an object. */
        private boolean startsBlock(int index) {
            var before = index == 0 ? ';' : text.charAt(index - 1);
            return before == ')'
                    || before == '>'
                    || before == ';'
                    || before == '}'
                    || Character.isJavaIdentifierPart(before) && !endsWith(index, "return");
        }

        private boolean endsWith(int index, String word) {
            return text.startsWith(word, index - word.length());
        }

        private boolean continues(int index) {
            return index + 1 < text.length() && "),;.]:".indexOf(text.charAt(index + 1)) >= 0;
        }

        private void newLine() {
            if (column == 0) {
                return;
            }
            out.append('\n');
            for (var depth = 0; depth < Math.min(open.size(), 6); depth++) {
                out.append("  ");
            }
            column = 0;
        }
    }
}
