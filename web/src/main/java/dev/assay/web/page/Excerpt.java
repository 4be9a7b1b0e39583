package dev.assay.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Code of an artifact, cut where the value of a finding stands in it. */
final class Excerpt {

    /** A piece of the code, either the value or what stands around it. */
    record Part(String text, boolean marked) {}

    private static final int MOST_MARKS = 50;

    private Excerpt() {}

    static List<Part> parts(String code, String value) {
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
        add(parts, code.substring(from), false);
        return List.copyOf(parts);
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
