package dev.assay.registry.workflow;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the hosts that people declare. */
final class HostPattern {

    /** RFC 1123, section 2.1. */
    private static final Pattern HOST =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private HostPattern() {}

    /**
     * The normal form: lower case, ASCII, no final dot.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    static String normal(String written) {
        var text = written.strip().toLowerCase(Locale.ROOT);
        var scheme = text.indexOf("://");
        if (scheme >= 0 || text.contains("/")) {
            var host = text.substring(scheme < 0 ? 0 : scheme + 3).split("[/:?#]", 2)[0];
            throw new IllegalArgumentException(
                    "'" + written + "' is an address; write the host alone" + example(host));
        }
        if (text.contains(":")) {
            throw new IllegalArgumentException(
                    "'"
                            + written
                            + "' names a port; write the host alone"
                            + example(text.split(":", 2)[0]));
        }
        var wildcard = text.startsWith("*.");
        var host = ascii(wildcard ? text.substring(2) : text, written);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + written
                            + "' is no host name; write api.example.com, or *.example.com for its"
                            + " sub-domains");
        }
        if (wildcard && host.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    "'"
                            + written
                            + "' covers a whole top-level domain; name the hosts, or *.example."
                            + host
                            + " for one owner's");
        }
        return wildcard ? "*." + host : host;
    }

    private static String example(String host) {
        return HOST.matcher(host).matches() ? ": " + host : "";
    }

    private static String ascii(String host, String written) {
        var bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return IDN.toASCII(bare);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + written + "' is no host name", e);
        }
    }
}
