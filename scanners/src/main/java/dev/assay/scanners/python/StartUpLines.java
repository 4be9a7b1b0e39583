package dev.assay.scanners.python;

import java.util.List;

/**
 * {@code .pth} files name folders for Python's path; but each line of theirs that begins with
 * {@code import} is run whenever Python starts (documentation of {@code site}).
 */
public final class StartUpLines {

    private StartUpLines() {}

    /** Whether a file is such a file by its name. */
    public static boolean areIn(String file) {
        return file.endsWith(".pth");
    }

    /** The lines that are run. */
    public static List<String> of(String text) {
        return text.lines().filter(StartUpLines::isRun).toList();
    }

    /** The text with nothing but those lines, each at its place. */
    static String alone(String text) {
        var alone = new StringBuilder(text.length());
        for (var line : text.split("(?<=\n)", -1)) {
            alone.append(isRun(line) ? line : line.replaceAll("[^\r\n]", " "));
        }
        return alone.toString();
    }

    private static boolean isRun(String line) {
        return line.startsWith("import ") || line.startsWith("import\t");
    }
}
