package dev.assay.scanners.hiddentext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Finds hidden characters in a text and leaves alone where writing systems and emoji need them: a
 * byte order mark at the start, joiners between letters that are not ASCII, the flags that are
 * spelt with tags, single variation selectors, directional marks beside letters written from right
 * to left.
 */
final class HiddenRuns {

    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAG_END = 0xE007F;
    private static final int LONG_RUN = 3;
    private static final int LONG_PAYLOAD = 16;
    private static final int CONTEXT = 40;

    private final String text;
    private final List<HiddenRun> runs = new ArrayList<>();

    private HiddenRuns(String text) {
        this.text = text;
    }

    static List<HiddenRun> in(String text) {
        var found = new HiddenRuns(text);
        found.search();
        return found.runs;
    }

    private void search() {
        var index = 0;
        while (index < text.length()) {
            var first = text.charAt(index);
            if (first < 0x7f && first != 0x1b) {
                // Nearly all of nearly every text.
                index++;
                continue;
            }
            var point = text.codePointAt(index);
            var hidden = classOf(point);
            if (hidden == null) {
                index += Character.charCount(point);
                continue;
            }
            var end = index;
            while (end < text.length() && classOf(text.codePointAt(end)) == hidden) {
                end += Character.charCount(text.codePointAt(end));
            }
            if (!isOrdinary(hidden, index, end)) {
                runs.add(new HiddenRun(hidden, index, end, decode(hidden, index, end)));
            }
            index = end;
        }
    }

    static @Nullable HiddenClass classOf(int point) {
        if (point < 0x7f) {
            return point == 0x1b ? HiddenClass.ESCAPE : null;
        }
        return switch (point) {
            case 0x9b -> HiddenClass.ESCAPE;
            case 0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0x180e ->
                    HiddenClass.ZERO_WIDTH;
            case 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069 ->
                    HiddenClass.BIDI;
            case 0x115f, 0x1160, 0x3164, 0xffa0 -> HiddenClass.FILLER;
            default -> {
                if (point >= 0xe0000 && point <= TAG_END) {
                    yield HiddenClass.TAGS;
                }
                if ((point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000) {
                    yield HiddenClass.PRIVATE_USE;
                }
                yield (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef)
                        ? HiddenClass.VARIATION_SELECTORS
                        : null;
            }
        };
    }

    private boolean isOrdinary(HiddenClass hidden, int start, int end) {
        var length = text.codePointCount(start, end);
        return switch (hidden) {
            case TAGS -> start >= 2 && text.codePointBefore(start) == BLACK_FLAG && endsFlag(end);
            case VARIATION_SELECTORS -> length < LONG_RUN;
            case BIDI -> nearRightToLeft(start, end);
            case ZERO_WIDTH ->
                    (start == 0 && length == 1 && text.charAt(0) == '\uFEFF')
                            || (length < LONG_RUN && !betweenAsciiLetters(start, end));
            case FILLER -> length < LONG_RUN && !besideAsciiLetter(start, end);
            case ESCAPE -> !startsSequence(end);
            // Icon fonts put single characters there, and tables of them side by side.
            case PRIVATE_USE -> length < LONG_PAYLOAD;
            case FAR_OUT, HOMOGLYPH -> throw new IllegalStateException("no class of characters");
        };
    }

    private boolean endsFlag(int end) {
        return text.codePointBefore(end) == TAG_END;
    }

    /**
     * ESC alone is a key; with a bracket it moves the cursor, colours, links or hides. The one-byte
     * form (C1) stands in character tables too, so parameters have to follow it.
     */
    private boolean startsSequence(int end) {
        if (end >= text.length()) {
            return false;
        }
        return text.charAt(end - 1) == '\u009b'
                ? "0123456789?;".indexOf(text.charAt(end)) >= 0
                : "[]PX^_c".indexOf(text.charAt(end)) >= 0;
    }

    private boolean betweenAsciiLetters(int start, int end) {
        return start > 0
                && end < text.length()
                && isAsciiWord(text.charAt(start - 1))
                && isAsciiWord(text.charAt(end));
    }

    private boolean besideAsciiLetter(int start, int end) {
        return (start > 0 && isAsciiWord(text.charAt(start - 1)))
                || (end < text.length() && isAsciiWord(text.charAt(end)));
    }

    private static boolean isAsciiWord(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }

    private boolean nearRightToLeft(int start, int end) {
        var around =
                text.substring(
                        Math.max(0, start - CONTEXT), Math.min(text.length(), end + CONTEXT));
        return around.codePoints()
                .anyMatch(
                        point ->
                                Character.getDirectionality(point)
                                                == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                        || Character.getDirectionality(point)
                                                == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }

    private String decode(HiddenClass hidden, int start, int end) {
        var points = text.substring(start, end).codePoints();
        return switch (hidden) {
            case TAGS ->
                    points.map(point -> point - 0xe0000)
                            .filter(point -> point >= 0x20 && point < 0x7f)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
            case VARIATION_SELECTORS -> selectorBytes(points.toArray());
            case PRIVATE_USE -> privateBytes(points.toArray());
            default -> names(points.toArray());
        };
    }

    /** The byte alphabet that smugglers use: FE00-FE0F are 0 to 15, E0100-E01EF are 16 to 255. */
    private static String selectorBytes(int[] points) {
        var bytes = new byte[points.length];
        var printable = true;
        for (var i = 0; i < points.length; i++) {
            var value = points[i] >= 0xe0100 ? points[i] - 0xe0100 + 16 : points[i] - 0xfe00;
            bytes[i] = (byte) value;
            printable &= value >= 0x20 && value < 0x7f;
        }
        return printable
                ? new String(bytes, java.nio.charset.StandardCharsets.US_ASCII)
                : names(points);
    }

    /** The low byte of each, where that is text. */
    private static String privateBytes(int[] points) {
        var text = new StringBuilder(points.length);
        for (var point : points) {
            var low = point & 0xff;
            if (low < 0x20 || low >= 0x7f) {
                return names(points);
            }
            text.append((char) low);
        }
        return text.toString();
    }

    private static String names(int[] points) {
        return java.util.Arrays.stream(points)
                .limit(16)
                .mapToObj(point -> String.format(Locale.ROOT, "U+%04X", point))
                .collect(Collectors.joining(" "));
    }
}
