package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Code of an artifact, cut where the value of a finding stands in it. */
final class Excerpt {

    /** A piece of the code, either the value or what stands around it. */
    record Part(String text, boolean marked) {}

    private static final int MOST_MARKS = 50;

    private Excerpt() {}

    /**
     * Cuts code.
     *
     * @param mark where the finding stands, which is marked where the value is not written out; or
     *     null
     */
    static List<Part> parts(String code, String value, @Nullable Integer mark) {
        // Case is folded per character, so that places in both texts are the same.
        var searched = folded(code);
        var wanted = folded(value);
        var parts = new ArrayList<Part>();
        var from = 0;
        var at = wanted.isBlank() ? -1 : searched.indexOf(wanted);
        while (at >= 0 && parts.size() < 2 * MOST_MARKS) {
            add(parts, code.substring(from, at), false);
            from = at + wanted.length();
            add(parts, code.substring(at, from), true);
            at = searched.indexOf(wanted, from);
        }
        if (parts.isEmpty() && mark != null && mark < code.length()) {
            from = end(code, mark);
            add(parts, code.substring(0, mark), false);
            add(parts, code.substring(mark, from), true);
        }
        add(parts, code.substring(from), false);
        return List.copyOf(parts);
    }

    /** The end of the word or the text in quotes that begins at a place. */
    private static int end(String code, int from) {
        var first = code.charAt(from);
        if (first == '"' || first == '\'' || first == '`') {
            var close = code.indexOf(first, from + 1);
            return close < 0 ? code.length() : close + 1;
        }
        var to = code.offsetByCodePoints(from, 1);
        while (to < code.length() && Character.isJavaIdentifierPart(code.charAt(to))) {
            to++;
        }
        return to;
    }

    private static void add(List<Part> parts, String text, boolean marked) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, marked));
        }
    }

    private static String folded(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.length() == text.length() ? lower : text;
    }
}
