package dev.assay.scanners.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds hosts in strings, where {@link Holes#HOLE} stands for what is not known. */
public final class Hosts {

    /** Where a string has a host, and what follows it. */
    public record Destination(String scheme, String host, String path) {}

    private static final Set<String> TOP_LEVEL =
            Set.of(
                    "com", "net", "org", "io", "dev", "ai", "app", "co", "cloud", "club", "xyz",
                    "info", "biz", "me", "tv", "gg", "site", "online", "top", "shop", "live", "us",
                    "uk", "de", "fr", "eu", "ru", "cn", "in", "jp", "tech", "link", "click",
                    "store", "space", "pro", "page", "run", "pw", "tk", "ml", "ga", "cf", "gq",
                    "su", "nl", "ch", "at", "it", "es", "pl", "se", "no", "br", "au", "ca", "kr",
                    "tools", "host", "systems", "network", "email", "chat", "icu", "buzz", "work");

    private Hosts() {}

    /** The destination of a string that is an URL, or null. */
    public static @Nullable Destination ofUrl(String text) {
        var at = text.indexOf("://");
        if (at < 0 && text.contains(":\\\\")) {
            // URL parsers take a backslash for a slash.
            return ofUrl(text.replace('\\', '/'));
        }
        if (at < 0) {
            return text.startsWith("//") ? authority("", text, 2) : null;
        }
        var schemeStart = at;
        while (schemeStart > 0 && isSchemePart(text.charAt(schemeStart - 1))) {
            schemeStart--;
        }
        return authority(text.substring(schemeStart, at).toLowerCase(Locale.ROOT), text, at + 3);
    }

    /** All destinations that a text names, in a sentence too. */
    public static List<Destination> mentioned(String text) {
        var found = new ArrayList<Destination>(1);
        for (var at = text.indexOf("://"); at >= 0 && found.size() < 64; ) {
            var schemeStart = at;
            while (schemeStart > 0 && isSchemePart(text.charAt(schemeStart - 1))) {
                schemeStart--;
            }
            var scheme = text.substring(schemeStart, at).toLowerCase(Locale.ROOT);
            var destination = scheme.isEmpty() ? null : authority(scheme, text, at + 3);
            if (destination != null) {
                found.add(destination);
            }
            at = text.indexOf("://", at + 3);
        }
        if (found.isEmpty() && isBareHost(text)) {
            found.add(new Destination("", host(text), ""));
        }
        return found;
    }

    private static @Nullable Destination authority(String scheme, String text, int from) {
        if (scheme.equals("file") || scheme.equals("data")) {
            return null;
        }
        var end = from;
        while (end < text.length() && isAuthorityPart(text.charAt(end))) {
            end++;
        }
        var authority = text.substring(from, end);
        var user = authority.lastIndexOf('@');
        var named = user < 0 ? authority : authority.substring(user + 1);
        var host = Addresses.canonical(host(beforePath(named)));
        if (host.isEmpty() || !isHost(host)) {
            return null;
        }
        var pathEnd = end;
        while (pathEnd < text.length() && " \"'<>`)\n?#".indexOf(text.charAt(pathEnd)) < 0) {
            pathEnd++;
        }
        return new Destination(
                scheme,
                host,
                text.substring(end, pathEnd).replace(String.valueOf(Holes.HOLE), "{}"));
    }

    /** {@code https://host.com${path}}: what follows a whole name is no part of it. */
    private static String beforePath(String authority) {
        var last = authority.length() - 1;
        return last > 0
                        && authority.indexOf(Holes.HOLE) == last
                        && isBareHost(authority.substring(0, last))
                ? authority.substring(0, last)
                : authority;
    }

    /** A host as it is compared: lower case, no port, no trailing dot, {@code {}} for holes. */
    public static String host(String authority) {
        var host = authority;
        if (host.startsWith("[")) {
            var close = host.indexOf(']');
            return close < 0 ? "" : host.substring(0, close + 1).toLowerCase(Locale.ROOT);
        }
        var colon = host.indexOf(':');
        if (colon >= 0) {
            host = host.substring(0, colon);
        }
        while (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT).replace(String.valueOf(Holes.HOLE), "{}");
    }

    private static boolean isSchemePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '+';
    }

    private static boolean isAuthorityPart(char c) {
        return Character.isLetterOrDigit(c) || ".-_~:@[]%".indexOf(c) >= 0 || c == Holes.HOLE;
    }

    /** Whether something is known of the host: not a hole alone, and more than a bare word. */
    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.length() > 3;
        }
        if (host.equals("localhost")) {
            return true;
        }
        var dot = host.lastIndexOf('.');
        if (dot < 0) {
            return isNumeric(host) && host.length() > 6;
        }
        var last = host.substring(dot + 1);
        var known = host.replace("{}", "").replace(".", "");
        return !known.isEmpty()
                && (isIp(host) || last.equals("{}") || last.length() >= 2 && isWord(last));
    }

    private static boolean isWord(String text) {
        return text.chars()
                .allMatch(c -> Character.isLetter(c) || c == '-' || Character.isDigit(c));
    }

    private static boolean isNumeric(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    public static boolean isIp(String host) {
        if (host.startsWith("[")) {
            return true;
        }
        var parts = host.split("\\.");
        if (parts.length != 4) {
            return false;
        }
        for (var part : parts) {
            if (part.isEmpty() || part.length() > 3 || !isNumeric(part)) {
                return false;
            }
        }
        return true;
    }

    /** A whole string that is nothing but a host name under a common top-level domain. */
    public static boolean isBareHost(String text) {
        if (text.length() < 4 || text.length() > 100 || text.indexOf('.') <= 0) {
            return false;
        }
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-')) {
                return false;
            }
        }
        if (isIp(text)) {
            return true;
        }
        var last = text.substring(text.lastIndexOf('.') + 1);
        return TOP_LEVEL.contains(last) && !text.contains("..") && text.charAt(0) != '-';
    }

    /**
     * A host as an option or an argument names it, where nothing but a host can stand: any dotted
     * name, an address of either kind.
     */
    public static boolean isHostName(String host) {
        if (host.length() > 253 || host.indexOf('{') >= 0) {
            return false;
        }
        if (isIp(host) || host.equals("localhost")) {
            return true;
        }
        var dot = host.lastIndexOf('.');
        if (dot <= 0 || dot == host.length() - 1 || !isAlphabetic(host.substring(dot + 1))) {
            return false;
        }
        return host.chars()
                        .allMatch(
                                c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= '0' && c <= '9'
                                                || c == '.'
                                                || c == '-'
                                                || c == '_')
                && !host.contains("..");
    }

    private static boolean isAlphabetic(String label) {
        return label.length() >= 2
                && (label.startsWith("xn--") || label.chars().allMatch(Character::isLetter));
    }

    /** Loopback, private and documentation names: no data leaves the company through them. */
    public static boolean isLocal(String host) {
        if (host.equals("localhost")
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.endsWith(".test")
                || host.endsWith(".invalid")
                || host.endsWith(".example")
                || host.equals("host.docker.internal")) {
            return true;
        }
        for (var example : List.of("example.com", "example.org", "example.net")) {
            if (host.equals(example) || host.endsWith("." + example)) {
                return true;
            }
        }
        if (host.startsWith("[")) {
            return host.equals("[::1]") || host.equals("[::]") || host.startsWith("[f");
        }
        return isIp(host) && isPrivate(host);
    }

    private static boolean isPrivate(String ip) {
        if (ip.startsWith("127.")
                || ip.startsWith("10.")
                || ip.startsWith("192.168.")
                || ip.startsWith("0.")
                || ip.startsWith("169.254.")
                || ip.equals("255.255.255.255")) {
            return true;
        }
        if (!ip.startsWith("172.")) {
            return false;
        }
        var second = Integer.parseInt(ip.split("\\.")[1]);
        return second >= 16 && second <= 31;
    }
}
