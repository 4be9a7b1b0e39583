package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Encodings that Python's library decodes and that of JavaScript does not. */
final class Encodings {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final String BASE85 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    private Encodings() {}

    /** The text that an encoded one stands for, or null where it is not one. */
    static @Nullable String decode(String text, String encoding) {
        return switch (encoding) {
            case "base32" -> base32(text);
            case "base85" -> base85(text, false);
            case "ascii85" -> base85(text, true);
            default -> null;
        };
    }

    private static @Nullable String base32(String text) {
        var out = new ByteArrayOutputStream();
        var bits = 0;
        var buffer = 0;
        for (var at = 0; at < text.length(); at++) {
            var c = Character.toUpperCase(text.charAt(at));
            if (c == '=') {
                break;
            }
            var value = BASE32.indexOf(c);
            if (value < 0) {
                return null;
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Five characters for four bytes; of the last ones, one more than there are bytes. */
    private static @Nullable String base85(String text, boolean ascii) {
        var plain = text.replaceAll("[\\s]|<~|~>", "");
        var out = new ByteArrayOutputStream();
        for (var from = 0; from < plain.length(); ) {
            if (ascii && plain.charAt(from) == 'z') {
                out.writeBytes(new byte[4]);
                from++;
                continue;
            }
            var count = Math.min(5, plain.length() - from);
            var value = 0L;
            for (var at = 0; at < 5; at++) {
                var digit = at < count ? digit(plain.charAt(from + at), ascii) : 84;
                if (digit < 0) {
                    return null;
                }
                value = value * 85 + digit;
            }
            for (var at = 0; at < count - 1; at++) {
                out.write((int) (value >> 24 - 8 * at));
            }
            from += count;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int digit(char c, boolean ascii) {
        return ascii ? c >= '!' && c <= 'u' ? c - '!' : -1 : BASE85.indexOf(c);
    }
}
