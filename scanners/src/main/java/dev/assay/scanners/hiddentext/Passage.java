package dev.assay.scanners.hiddentext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file's text that is looked at.
 *
 * @param line where it begins, from 0
 * @param column where it begins in that line, in UTF-16 units, from 0
 */
record Passage(String text, int line, int column) {

    /** In bytes: farther away from a hidden character, nothing decides whether it is ordinary. */
    private static final int AROUND = 400;

    /** A whole text. */
    static Passage of(String text) {
        return new Passage(text, 0, 0);
    }

    /**
     * The parts of a file in which hidden characters stand, with what is around them: of a bundle
     * with one such character in a string, a line is decoded and not the bundle. Null where the
     * bytes are no UTF-8.
     */
    static @Nullable List<Passage> around(byte[] bytes) {
        var passages = new ArrayList<Passage>(1);
        var position = new Position();
        var next = HiddenBytes.next(bytes, 0);
        while (next >= 0 && next < bytes.length) {
            var first = next;
            var end = first;
            while (next >= 0 && next < bytes.length && next - end <= AROUND) {
                end = next + HiddenBytes.length(bytes, next);
                next = HiddenBytes.next(bytes, end);
            }
            var from = begin(bytes, Math.max(0, first - AROUND));
            var to = begin(bytes, Math.min(bytes.length, end + AROUND));
            position.moveTo(bytes, from);
            var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            passages.add(new Passage(text, position.line, position.column));
        }
        return next < 0 ? null : passages;
    }

    /** The beginning of the character that an offset is in. */
    private static int begin(byte[] bytes, int offset) {
        var at = offset;
        while (at > 0 && at < bytes.length && (bytes[at] & 0xc0) == 0x80) {
            at--;
        }
        return at;
    }

    /** The line and the column of an offset in this text, each from 1. */
    int lineOf(int offset) {
        var lines = line + 1;
        for (var at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return lines;
    }

    int columnOf(int offset) {
        var lineStart = lineStart(offset);
        return offset - lineStart + 1 + (lineStart == 0 ? column : 0);
    }

    /** Where the line of an offset begins, as far as it is in this text. */
    int lineStart(int offset) {
        return text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    }

    /** Counts lines and columns forwards. */
    private static final class Position {

        private int offset;
        private int line;
        private int column;

        void moveTo(byte[] bytes, int target) {
            for (; offset < target; offset++) {
                var each = bytes[offset];
                if (each == '\n') {
                    line++;
                    column = 0;
                } else if ((each & 0xc0) != 0x80) {
                    column += (each & 0xf8) == 0xf0 ? 2 : 1;
                }
            }
        }
    }
}
