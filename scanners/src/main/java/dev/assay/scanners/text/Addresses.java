package dev.assay.scanners.text;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.util.Locale;

/**
 * Hosts in the form in which a client calls them: numbers in any base become an address, an IPv6
 * form of an IPv4 address becomes that, and letters of other scripts become their ASCII form (the
 * host parser of the URL standard).
 */
public final class Addresses {

    private static final long ALL = 1L << 32;

    private Addresses() {}

    /** The canonical form of a host, or the host itself where there is none. */
    public static String canonical(String host) {
        if (host.startsWith("[")) {
            var mapped = mapped(host);
            return mapped == null ? host : mapped;
        }
        if (host.isEmpty() || host.indexOf('{') >= 0) {
            return host;
        }
        for (var at = 0; at < host.length(); at++) {
            if (host.charAt(at) > 127) {
                return ascii(host);
            }
        }
        var first = host.charAt(0);
        if (first < '0' || first > '9') {
            return host;
        }
        var address = ipv4(host);
        return address == null ? host : address;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // No name that could be called; it is told as it is written.
            return host;
        }
    }

    /** One to four numbers, decimal, {@code 0x} hexadecimal or {@code 0} octal. */
    private static @Nullable String ipv4(String host) {
        var parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        var address = 0L;
        for (var index = 0; index < parts.length; index++) {
            var number = number(parts[index]);
            var isLast = index == parts.length - 1;
            var limit = isLast ? ALL >> (8 * index) : 256;
            if (number < 0 || number >= limit) {
                return null;
            }
            address += isLast ? number : number << (8 * (3 - index));
        }
        return parts.length == 1 && host.length() < 7 ? null : dotted(address);
    }

    private static long number(String part) {
        var hex = part.startsWith("0x") || part.startsWith("0X");
        var octal = !hex && part.length() > 1 && part.charAt(0) == '0';
        var digits = hex ? part.substring(2) : part;
        if (digits.isEmpty() || digits.length() > 12) {
            return -1;
        }
        try {
            return Long.parseLong(digits, hex ? 16 : octal ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String dotted(long address) {
        return (address >> 24 & 255)
                + "."
                + (address >> 16 & 255)
                + "."
                + (address >> 8 & 255)
                + "."
                + (address & 255);
    }

    /** {@code [::ffff:203.0.114.7]} and {@code [::ffff:cb00:7207]}. */
    private static @Nullable String mapped(String host) {
        if (!host.startsWith("[::ffff:") || !host.endsWith("]")) {
            return null;
        }
        var rest = host.substring(8, host.length() - 1);
        if (rest.indexOf('.') > 0) {
            return ipv4(rest);
        }
        var halves = rest.split(":");
        try {
            return halves.length == 2
                    ? dotted(Long.parseLong(halves[0], 16) << 16 | Long.parseLong(halves[1], 16))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
