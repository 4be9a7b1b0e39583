package dev.assay.scanners.pypi;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a package wants to be installed beside it (PEP 508).
 *
 * @param name in the normal form of PEP 503
 * @param range the versions, or the address that it is to be fetched from
 * @param marker when it is wanted, or an empty string
 * @param extra the extra that wants it, or null
 */
record Requirement(String name, String range, String marker, @Nullable String extra) {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*([A-Za-z0-9][A-Za-z0-9._-]{0,200})\\s*(?:\\[[^\\]]*])?\\s*([^;]*?)\\s*(?:;\\s*(.*))?");

    private static final Pattern EXTRA = Pattern.compile("extra\\s*==\\s*['\"]([\\w.-]+)['\"]");

    /** Reads one; null where it is none. */
    static @Nullable Requirement of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        var range = form.group(2).strip();
        if (range.startsWith("(") && range.endsWith(")")) {
            range = range.substring(1, range.length() - 1).strip();
        }
        var marker = form.group(3) == null ? "" : form.group(3).strip();
        var extra = EXTRA.matcher(marker);
        return new Requirement(
                normal(form.group(1)), range, marker, extra.find() ? extra.group(1) : null);
    }

    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** Whether it comes from elsewhere than the registry. */
    boolean isAddress() {
        return range.startsWith("@");
    }

    String address() {
        return range.substring(1).strip();
    }
}
