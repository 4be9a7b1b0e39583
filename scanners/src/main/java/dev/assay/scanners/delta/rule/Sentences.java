package dev.assay.scanners.delta.rule;

/** Titles of a length that people read. */
final class Sentences {

    private static final int LONGEST = 200;

    private Sentences() {}

    static String cut(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
