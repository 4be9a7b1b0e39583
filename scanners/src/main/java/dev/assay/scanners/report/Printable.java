package dev.assay.scanners.report;

import java.util.List;
import java.util.Locale;

/**
 * Makes what an attacker wrote harmless to look at: a character that has no glyph, that moves the
 * cursor or that turns the reading direction is shown by its number, so that no report can be
 * coloured, overwritten or reordered by what it reports.
 */
final class Printable {

    private Printable() {}

    /** One line: line breaks and tabs become spaces. */
    static String line(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            if (point == '\n' || point == '\r' || point == '\t') {
                                safe.append(' ');
                            } else if (isSafe(point)) {
                                safe.appendCodePoint(point);
                            } else {
                                safe.append(String.format(Locale.ROOT, "\\u{%x}", point));
                            }
                        });
        return safe.toString();
    }

    /** Some lines: line breaks stay, and each line is as {@link #line} says. */
    static List<String> lines(String text) {
        return text.lines().map(Printable::line).toList();
    }

    /** One line of at most a number of characters. */
    static String line(String text, int most) {
        var safe = line(text);
        return safe.length() <= most ? safe : safe.substring(0, most - 1) + "…";
    }

    private static boolean isSafe(int point) {
        if (point >= 0x20 && point < 0x7f) {
            return true;
        }
        if (point >= 0xfe00 && point <= 0xfe0f || point >= 0xe0100 && point <= 0xe01ef) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> point != 0x115f && point != 0x1160 && point != 0x3164 && point != 0xffa0;
        };
    }
}
