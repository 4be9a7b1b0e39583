package dev.assay.scanners.python;

import java.util.Arrays;

/** Lines and columns of the parser, in code points, as offsets into the text in UTF-16 units. */
final class Positions {

    private final String text;
    private final int[] starts;
    private final boolean wide;

    Positions(String text) {
        this.text = text;
        this.starts = starts(text);
        this.wide = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    /** A line ends with either of {@code \n}, {@code \r\n} and {@code \r}, as Python has it. */
    private static int[] starts(String text) {
        var starts = new int[64];
        var count = 1;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c != '\n' && c != '\r') {
                continue;
            }
            if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at++;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    /**
     * @param line from 1
     * @param column from 0
     */
    int offset(int line, int column) {
        var start = starts[Math.clamp(line - 1, 0, starts.length - 1)];
        if (!wide) {
            return Math.clamp((long) start + column, 0, text.length());
        }
        var at = start;
        for (var left = column; left > 0 && at < text.length(); left--) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
