package dev.assay.registry.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a login may look like. Two logins that differ only in case are one. */
final class Logins {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

    private Logins() {}

    static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isOne(String normal) {
        return FORM.matcher(normal).matches();
    }
}
