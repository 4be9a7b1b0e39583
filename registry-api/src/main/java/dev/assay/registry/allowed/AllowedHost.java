package dev.assay.registry.allowed;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somewhere that a server may connect to.
 *
 * @param host lower-case ASCII, as RFC 1123 has it
 * @param port the only one
 * @param protocol what is spoken there
 * @param subdomains what else the host stands for
 */
public record AllowedHost(String host, int port, Protocol protocol, Subdomains subdomains) {

    /** What HTTPS is spoken at; nobody declares another one yet. */
    public static final int USUAL_PORT = 443;

    private static final Pattern PLAIN =
            Pattern.compile(
                    "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** What is spoken over a connection. */
    public enum Protocol {
        HTTPS
    }

    /** Which hosts beside or instead of the one that is named. */
    public enum Subdomains {
        /** The host itself and nothing below it. */
        NONE,
        /** Those one label below it, and not itself. */
        ONE_LEVEL,
        /** Those any number of labels below it, and not itself. */
        ALL
    }

    /** As it is declared: {@code *.host} stands for everything below a host and not for itself. */
    static AllowedHost declared(String pattern) {
        var below = pattern.startsWith("*.");
        return new AllowedHost(
                (below ? pattern.substring(2) : pattern).toLowerCase(Locale.ROOT),
                USUAL_PORT,
                Protocol.HTTPS,
                below ? Subdomains.ALL : Subdomains.NONE);
    }

    /** Whether it is a host name and nothing that a configuration could take for more. */
    boolean isPlain() {
        return PLAIN.matcher(host).matches() && port > 0 && port < 65536;
    }

    public boolean isExact() {
        return subdomains == Subdomains.NONE;
    }

    /** For people. */
    public String words() {
        return switch (subdomains) {
                    case NONE -> host;
                    case ONE_LEVEL -> "one label below " + host;
                    case ALL -> "everything below " + host;
                }
                + ":"
                + port;
    }
}
