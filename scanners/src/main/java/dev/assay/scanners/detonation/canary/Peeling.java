package dev.assay.scanners.detonation.canary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Takes encodings off a text, one layer in another: base64, base32, hexadecimal, percent signs,
 * escapes, numbers of characters, gzip and zlib. What is no encoding gives garbage, which holds no
 * canary.
 */
final class Peeling {

    private static final int DEEPEST = 3;
    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST_INFLATED = 1 << 20;
    private static final int MOST_RUNS = 2_000;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");
    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]{16,}|[a-z2-7]{16,}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}[:-]?){8,}");
    private static final Pattern CODES = Pattern.compile("(?:\\d{2,3}[,\\s]+){8,}\\d{2,3}");
    private static final Pattern PERCENT = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u00|x)([0-9a-fA-F]{2})");
    private static final Pattern NUMBER = Pattern.compile("\\d{2,3}");
    private static final String BASE32_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Consumer<byte[]> layers;
    private int left = MOST_BYTES;

    private Peeling(Consumer<byte[]> layers) {
        this.layers = layers;
    }

    /** Gives the bytes and each layer below them. */
    static void peel(byte[] bytes, Consumer<byte[]> layers) {
        new Peeling(layers).peel(bytes, 0);
    }

    private void peel(byte[] bytes, int depth) {
        if (bytes.length == 0 || left < bytes.length) {
            return;
        }
        left -= bytes.length;
        layers.accept(bytes);
        if (depth == DEEPEST) {
            return;
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        inflated(bytes).forEach(inner -> peel(inner, depth + 1));
        each(BASE64.matcher(text), run -> base64(run, depth));
        each(BASE32.matcher(text), run -> peel(base32(run), depth + 1));
        each(HEX.matcher(text), run -> hex(run.replaceAll("[:-]", ""), depth));
        each(CODES.matcher(text), run -> peel(codes(run), depth + 1));
        replaced(text, PERCENT, 1, depth);
        replaced(text, ESCAPE, -1, depth);
    }

    private static void each(Matcher runs, Consumer<String> found) {
        for (var i = 0; i < MOST_RUNS && runs.find(); i++) {
            found.accept(runs.group());
        }
    }

    /**
     * An encoded text may begin anywhere in a run of letters, so each of the four places is tried.
     */
    private void base64(String run, int depth) {
        var plain = run.replace('-', '+').replace('_', '/');
        for (var start = 0; start < 4; start++) {
            var whole = plain.substring(start, plain.length() - (plain.length() - start) % 4);
            var rest = plain.substring(start + whole.length());
            // Two or three further letters hold one or two further bytes.
            var used = rest.length() < 2 ? whole : whole + rest;
            peel(Base64.getDecoder().decode(used), depth + 1);
        }
    }

    private void hex(String run, int depth) {
        for (var start = 0; start < 2; start++) {
            var bytes = new byte[(run.length() - start) / 2];
            for (var i = 0; i < bytes.length; i++) {
                var at = start + 2 * i;
                bytes[i] = (byte) Integer.parseInt(run.substring(at, at + 2), 16);
            }
            peel(bytes, depth + 1);
        }
    }

    private static byte[] base32(String run) {
        var bytes = new byte[run.length() * 5 / 8];
        var buffer = 0;
        var bits = 0;
        var at = 0;
        for (var i = 0; i < run.length(); i++) {
            buffer = buffer << 5 | BASE32_DIGITS.indexOf(Character.toUpperCase(run.charAt(i)));
            bits += 5;
            if (bits >= 8 && at < bytes.length) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
            buffer &= (1 << bits) - 1;
        }
        return bytes;
    }

    private static byte[] codes(String run) {
        var text = new StringBuilder();
        var numbers = NUMBER.matcher(run);
        while (numbers.find()) {
            text.append((char) (Integer.parseInt(numbers.group()) & 0xff));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * @param skip characters before the two digits, or -1 where the expression groups them
     */
    private void replaced(String text, Pattern escape, int skip, int depth) {
        var found = escape.matcher(text);
        if (!found.find()) {
            return;
        }
        var plain =
                found.replaceAll(
                        match -> {
                            var digits = skip < 0 ? match.group(1) : match.group().substring(skip);
                            var character = (char) Integer.parseInt(digits, 16);
                            return Matcher.quoteReplacement(String.valueOf(character));
                        });
        peel(plain.getBytes(StandardCharsets.ISO_8859_1), depth + 1);
    }

    private static List<byte[]> inflated(byte[] bytes) {
        var found = new ArrayList<byte[]>();
        for (var at = 0; at + 2 < bytes.length && found.size() < 8; at++) {
            if (bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b) {
                inflate(bytes, at, true, found);
            } else if (at == 0 && bytes[0] == 0x78) {
                inflate(bytes, at, false, found);
            }
        }
        return found;
    }

    private static void inflate(byte[] bytes, int at, boolean gzip, List<byte[]> found) {
        var rest = new ByteArrayInputStream(bytes, at, bytes.length - at);
        var kept = new ByteArrayOutputStream();
        try (InputStream in = gzip ? new GZIPInputStream(rest) : new InflaterInputStream(rest)) {
            var chunk = new byte[1 << 13];
            for (var count = in.read(chunk);
                    count >= 0 && kept.size() < LONGEST_INFLATED;
                    count = in.read(chunk)) {
                kept.write(chunk, 0, count);
            }
        } catch (IOException e) {
            // What could be inflated before the stream broke off is looked at all the same.
        }
        if (kept.size() > 0) {
            found.add(kept.toByteArray());
        }
    }
}
