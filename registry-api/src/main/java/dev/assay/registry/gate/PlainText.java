package dev.assay.registry.gate;

/** Foreign text as it may stand in a refusal, which clients print into terminals as it comes. */
public final class PlainText {

    private PlainText() {}

    /** One line without control characters and direction marks, cut at a length in characters. */
    public static String line(String text, int longest) {
        var line = new StringBuilder(Math.min(text.length(), longest));
        var codePoints = text.codePoints().iterator();
        while (codePoints.hasNext()) {
            var c = codePoints.nextInt();
            if (line.length() >= longest - 1) {
                return line.append('…').toString();
            }
            line.appendCodePoint(isPrintable(c) ? c : ' ');
        }
        return line.toString().strip();
    }

    /** The same for an HTTP reason phrase: printable ASCII alone (RFC 9112, section 4). */
    public static String ascii(String text, int longest) {
        var line = line(text.replace("…", "..."), longest).replace("…", "...");
        var ascii = new StringBuilder(line.length());
        line.codePoints().forEach(c -> ascii.append(c >= 0x20 && c < 0x7f ? (char) c : '?'));
        return ascii.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
