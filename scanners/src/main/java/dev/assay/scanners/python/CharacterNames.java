package dev.assay.scanners.python;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code \N{ESC}}: Python knows short names of control characters, and the parser's tables do not.
 */
final class CharacterNames {

    private static final Pattern NAMED = Pattern.compile("\\\\N\\{([A-Za-z0-9 -]{1,100})}");

    private CharacterNames() {}

    /** The text with such names as escapes of the same length, so that all else keeps its place. */
    static String replaced(String text) {
        return NAMED.matcher(text)
                .replaceAll(
                        named ->
                                isKnown(named.group(1))
                                        ? Matcher.quoteReplacement(named.group())
                                        : "\\\\x1b" + " ".repeat(named.group().length() - 4));
    }

    /** Whether it names a character that may be part of a name or an address. */
    private static boolean isKnown(String name) {
        try {
            return !Character.isISOControl(Character.codePointOf(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
