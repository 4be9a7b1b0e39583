package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Operations on constant strings, as JavaScript defines them, within a size. */
final class Texts {

    /** Longer results are dropped: no destination or path is that long. */
    static final int LONGEST = 1 << 16;

    private Texts() {}

    static Via later(Via one, Via other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static @Nullable String decode(String text, String encoding) {
        try {
            return switch (encoding) {
                case "base64", "base64url" -> base64(text);
                case "hex" -> new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8);
                case "rot13" -> rot13(text);
                case "base32", "base85", "ascii85" -> Encodings.decode(text, encoding);
                case "ascii", "utf8", "utf-8", "latin1", "binary" -> text;
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Lenient as Node is: both alphabets, padding or none, white space ignored. */
    static @Nullable String base64(String text) {
        var cleaned = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '-' -> cleaned.append('+');
                case '_' -> cleaned.append('/');
                case '=', ' ', '\n', '\r', '\t' -> {}
                default -> cleaned.append(text.charAt(at));
            }
        }
        try {
            return new String(
                    Base64.getDecoder().decode(cleaned.toString()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String rot13(String text) {
        var turned = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            var base = c >= 'a' && c <= 'z' ? 'a' : 'A';
            var isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            turned.append(isLetter ? (char) (base + (c - base + 13) % 26) : c);
        }
        return turned.toString();
    }

    static @Nullable String encode(String text, String encoding) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (encoding) {
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "hex" -> HexFormat.of().formatHex(bytes);
            default -> text;
        };
    }

    static @Nullable String unescape(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** {@code parseInt}: the number at the start, or NaN. */
    static double leadingNumber(String text, int radix) {
        var trimmed = text.strip();
        var negative = trimmed.startsWith("-");
        var at = negative ? 1 : 0;
        var base = radix;
        if (trimmed.startsWith("0x", at)) {
            at += 2;
            base = 16;
        }
        var end = at;
        while (end < trimmed.length()
                && end - at < 15
                && Character.digit(trimmed.charAt(end), base) >= 0) {
            end++;
        }
        if (end == at) {
            return Double.NaN;
        }
        var number = (double) Long.parseLong(trimmed.substring(at, end), base);
        return negative ? -number : number;
    }

    static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** {@code slice} counts from the end where negative, {@code substring} does not. */
    static String slice(String text, double from, double to) {
        var length = text.length();
        var begin = (int) (from < 0 ? Math.max(0, length + from) : Math.min(from, length));
        var end = (int) (to < 0 ? Math.max(0, length + to) : Math.min(to, length));
        return begin < end ? text.substring(begin, end) : "";
    }

    static String substring(String text, double from, double to) {
        var begin = (int) Math.clamp(from, 0, text.length());
        var end = (int) Math.clamp(to, 0, text.length());
        return text.substring(Math.min(begin, end), Math.max(begin, end));
    }

    static List<String> split(String text, String separator) {
        var parts = new ArrayList<String>();
        if (separator.isEmpty()) {
            text.chars().limit(4096).forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        var from = 0;
        for (var at = text.indexOf(separator); at >= 0 && parts.size() < 4096; ) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** {@code path.join}: one slash between parts, dots resolved, an absolute start kept. */
    static String joinPath(List<String> parts) {
        var joined = new StringBuilder();
        for (var part : parts) {
            if (!part.isEmpty()) {
                if (!joined.isEmpty() && joined.charAt(joined.length() - 1) != '/') {
                    joined.append('/');
                }
                joined.append(part.startsWith("./") ? part.substring(2) : part);
            }
        }
        var text = joined.toString().replace("//", "/");
        if (!text.contains("..")) {
            return text;
        }
        var absolute = text.startsWith("/") ? "/" : "";
        return absolute + Resolver.normal(text);
    }
}
