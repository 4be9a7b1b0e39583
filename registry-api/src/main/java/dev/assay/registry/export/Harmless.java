package dev.assay.registry.export;

/** Texts that a spreadsheet takes for data alone, whoever wrote them. */
public final class Harmless {

    /**
     * What spreadsheets begin to compute at, also behind blanks: the last two of the first six are
     * of old ones, and some take the wide forms for the plain ones.
     */
    private static final String COMPUTES = "=+-@|%\uff1d\uff0b\uff0d\uff20";

    /** What some end a cell or a line at before they look at how the next one begins. */
    private static final String BREAKS = "\t\r\n";

    private Harmless() {}

    /** An apostrophe keeps a formula a text, as OWASP advises against injection. */
    public static String text(String text) {
        var first = text.codePoints().dropWhile(each -> !isShown(each)).findFirst().orElse(' ');
        var computes =
                COMPUTES.indexOf(first) >= 0
                        || !text.isEmpty() && BREAKS.indexOf(text.charAt(0)) >= 0;
        return computes ? "'" + text : text;
    }

    /** Blanks of every kind, and what has no width, are nothing to begin with. */
    private static boolean isShown(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
