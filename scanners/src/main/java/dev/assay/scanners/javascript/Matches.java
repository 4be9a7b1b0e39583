package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of the code that are safe to run over its own constants: a row of characters
 * and classes, at most one of them repeated without limit, no groups, no alternatives. Such a
 * pattern takes time in proportion to its text.
 */
final class Matches {

    private static final int LONGEST = 80;

    private static final Pattern SAFE =
            Pattern.compile(
                    "(?:(?:[^\\\\\\[\\](){}.*+?|^$]|\\\\[dwsDWS.\\-/\\[\\](){}*+?|^$\\\\]|\\."
                            + "|\\[\\^?(?:[^\\\\\\[\\]&]|\\\\[dwsDWS.\\-/\\[\\]\\\\])+\\])"
                            + "(?:\\{\\d{1,2}(?:,\\d{1,2})?\\}|[+*?])?)+");

    private Matches() {}

    /** A matcher of a literal such as {@code /[a-z]/gi}, or null where it is not a safe one. */
    static @Nullable Matcher of(String literal, String text) {
        var end = literal.lastIndexOf('/');
        if (end < 2 || end > LONGEST || literal.charAt(0) != '/') {
            return null;
        }
        var body = literal.substring(1, end);
        var flags = literal.substring(end + 1).contains("i") ? Pattern.CASE_INSENSITIVE : 0;
        if (!SAFE.matcher(body).matches() || repeats(body) > 1) {
            return null;
        }
        try {
            return Pattern.compile(body, flags | Pattern.DOTALL).matcher(text);
        } catch (PatternSyntaxException e) {
            // Means something else to JavaScript.
            return null;
        }
    }

    static boolean isGlobal(String literal) {
        return literal.substring(literal.lastIndexOf('/') + 1).contains("g");
    }

    private static long repeats(String body) {
        return body.chars().filter(c -> c == '+' || c == '*').count();
    }
}
