package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangePlan.Span;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The text of a span with its holes closed: of a function that is left out its head stands there.
 * Every character knows where in the file it comes from.
 */
final class ShownText {

    /** Characters of one function; more is cut, and named. */
    static final int LONGEST = 60_000;

    /** A line of the file is shown whole where it is no longer than this. */
    private static final int WIDE = 200;

    private static final int LONGEST_HEAD = 200;
    private static final String CLOSED = " … }";
    private static final Pattern HEAD = Pattern.compile("(?:\\)|=>)\\s*\\{");

    private final StringBuilder text = new StringBuilder();
    private int[] origins = new int[1_024];
    private int beyond;
    private boolean minified;

    /** Cuts a span out of a file's text. */
    static ShownText of(String file, Span span) {
        var shown = new ShownText();
        var start = Math.clamp(span.start(), 0, file.length());
        var end = Math.clamp(span.end(), start, file.length());
        shown.minified = hasLongLine(file, span, start, end);
        if (!shown.minified) {
            start = lineStart(file, start);
            end = lineEnd(file, end);
        }
        shown.fill(file, span, start, end);
        return shown;
    }

    CharSequence text() {
        return text;
    }

    /** Where in the file a character of the text comes from. */
    int origin(int at) {
        return text.isEmpty() ? 0 : origins[Math.min(at, text.length() - 1)];
    }

    /** How many characters of the span are missing. */
    int beyond() {
        return beyond;
    }

    /** Whether it has lines that nobody can read. */
    boolean isMinified() {
        return minified;
    }

    private void fill(String file, Span span, int start, int end) {
        var at = start;
        for (var hole : span.holes()) {
            if (hole.start() >= at && hole.end() <= end) {
                append(file, at, hole.start());
                append(file, hole.start(), headEnd(file, hole.start(), hole.end()));
                close(hole.start());
                at = hole.end();
            }
        }
        append(file, at, end);
    }

    private void append(String file, int from, int to) {
        var fitting = Math.min(to, from + Math.max(0, LONGEST - text.length()));
        room(fitting - from);
        for (var at = from; at < fitting; at++) {
            origins[text.length()] = at;
            text.append(file.charAt(at));
        }
        beyond += to - fitting;
    }

    private void close(int origin) {
        room(CLOSED.length());
        for (var index = 0; index < CLOSED.length(); index++) {
            origins[text.length()] = origin;
            text.append(CLOSED.charAt(index));
        }
    }

    private void room(int more) {
        if (text.length() + more > origins.length) {
            origins = Arrays.copyOf(origins, Math.max(2 * origins.length, text.length() + more));
        }
    }

    private static int headEnd(String file, int start, int end) {
        var most = Math.min(end, start + LONGEST_HEAD);
        var matcher = HEAD.matcher(file).region(start, most);
        return matcher.find() ? matcher.end() : Math.min(most, start + LONGEST_HEAD / 4);
    }

    private static boolean hasLongLine(String file, Span span, int start, int end) {
        var from = start;
        while (from > 0 && file.charAt(from - 1) != '\n') {
            if (start - from > WIDE) {
                return true;
            }
            from--;
        }
        var length = start - from;
        var holes = span.holes().iterator();
        var hole = holes.hasNext() ? holes.next() : null;
        for (var at = start; at < file.length() && (at < end || file.charAt(at) != '\n'); at++) {
            while (hole != null && hole.start() < at) {
                hole = holes.hasNext() ? holes.next() : null;
            }
            if (hole != null && hole.start() == at && hole.end() <= end) {
                at = Math.max(at, hole.end() - 1);
                continue;
            }
            length = file.charAt(at) == '\n' ? 0 : length + 1;
            if (length > WIDE) {
                return true;
            }
        }
        return false;
    }

    private static int lineStart(String file, int at) {
        return file.lastIndexOf('\n', at - 1) + 1;
    }

    private static int lineEnd(String file, int at) {
        var end = at > 0 && file.charAt(at - 1) == '\n' ? at - 1 : file.indexOf('\n', at);
        return end < 0 ? file.length() : end;
    }
}
