package dev.assay.scanners.coordinates;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of Python packages. One package has many spellings, and one that counts (PEP 503). */
public final class PythonName {

    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?");

    private PythonName() {}

    /** The spelling that counts: lower case, with one hyphen for each run of separators. */
    public static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** Whether a text can be a package's name, however it is spelled (PEP 508). */
    public static boolean isName(String text) {
        return VALID.matcher(text).matches();
    }
}
