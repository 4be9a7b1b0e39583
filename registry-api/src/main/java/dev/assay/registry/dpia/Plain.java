package dev.assay.registry.dpia;

import java.util.Locale;

/** Text that comes from anywhere, made fit for a file format. */
final class Plain {

    /** The most characters of a cell that Excel reads. */
    static final int LONGEST_CELL = 32_000;

    private Plain() {}

    /** Without what XML 1.0 cannot hold: each such character is written as its number. */
    static String xml(String text) {
        if (text.codePoints().allMatch(Plain::isXml)) {
            return text;
        }
        var plain = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            if (isXml(point)) {
                                plain.appendCodePoint(point);
                            } else {
                                plain.append("(U+")
                                        .append(String.format(Locale.ROOT, "%04X", point))
                                        .append(')');
                            }
                        });
        return plain.toString();
    }

    /** Marks that turn text round are left out too: what a reader sees is what there is. */
    private static boolean isXml(int point) {
        if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069)) {
            return false;
        }
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point < 0xD800)
                || (point > 0xDFFF && point < 0xFFFE)
                || point > 0xFFFF;
    }

    /**
     * What a spreadsheet takes for text and never for a formula, also once it is saved as CSV: an
     * apostrophe in front, as OWASP has it.
     */
    static String cell(String text) {
        var plain = xml(text);
        if (plain.length() > LONGEST_CELL) {
            plain = plain.substring(0, LONGEST_CELL) + "… (cut: " + text.length() + " characters)";
        }
        return !plain.isEmpty() && "=+-@\t\r\n".indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }
}
