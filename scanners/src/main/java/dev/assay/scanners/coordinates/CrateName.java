package dev.assay.scanners.coordinates;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How crates are named. A registry spells a name in one way; names that differ in case or in {@code
 * -} and {@code _} alone are never two crates of it.
 */
public final class CrateName {

    /** Cargo itself allows more; registries allow ASCII, and 64 characters of it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");

    private CrateName() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The one spelling of all that collide. */
    public static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Where a registry's index has its file (Cargo book, "Index Format", "Index files").
     *
     * @param name for which {@link #isName} holds
     */
    public static String indexPath(String name) {
        return prefix(name.toLowerCase(Locale.ROOT)) + "/" + name.toLowerCase(Locale.ROOT);
    }

    /** The folders of that file, as {@code {prefix}} in a registry's {@code dl} means them. */
    public static String prefix(String name) {
        return switch (name.length()) {
            case 1 -> "1";
            case 2 -> "2";
            case 3 -> "3/" + name.charAt(0);
            default -> name.substring(0, 2) + "/" + name.substring(2, 4);
        };
    }
}
