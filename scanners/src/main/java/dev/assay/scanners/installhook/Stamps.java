package dev.assay.scanners.installhook;

import java.util.regex.Pattern;

/**
 * Dates, versions and short commit ids that a build writes into data, taken out of it: what is left
 * is the same for two builds of the same. Only whole values of such a form are taken, and only
 * those too short to say anything else.
 */
final class Stamps {

    private static final String DATE =
            "\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";
    private static final String VERSION =
            "[~^]?v?\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(?:-(?:alpha|beta|rc|next|canary)\\.?\\d{0,6})?";
    private static final String COMMIT = "[0-9a-f]{7,12}";

    private static final Pattern VALUE =
            Pattern.compile("\"(?:(" + DATE + ")|(" + VERSION + ")|(" + COMMIT + "))\"");

    private static final Pattern WHOLE =
            Pattern.compile("\\s*(?:" + DATE + "|" + VERSION + ")\\s*");

    private static final int LONGEST_WHOLE = 64;

    private Stamps() {}

    /** Whether a file is looked at: code has its functions compared instead. */
    static boolean mayBeIn(String file, int bytes) {
        return file.endsWith(".json") || bytes <= LONGEST_WHOLE;
    }

    static String without(String text) {
        if (text.length() <= LONGEST_WHOLE && WHOLE.matcher(text).matches()) {
            return "";
        }
        return VALUE.matcher(text)
                .replaceAll(
                        found ->
                                found.group(1) != null
                                        ? "\"date\""
                                        : found.group(2) != null ? "\"version\"" : "\"commit\"");
    }
}
