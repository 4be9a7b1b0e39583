package dev.assay.scanners.text;

/** Texts of which the code alone tells a part. */
public final class Holes {

    /** Stands in a text for a part that is not known. */
    public static final char HOLE = '\uE000';

    private Holes() {}

    /** The text as people read it, with {@code {}} for what is not known. */
    public static String shown(String text) {
        return text.replace(String.valueOf(HOLE), "{}");
    }
}
