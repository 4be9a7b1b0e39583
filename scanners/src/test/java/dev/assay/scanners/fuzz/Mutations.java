package dev.assay.scanners.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes hostile bytes of well-formed ones. The same seed gives the same bytes in the same order.
 */
final class Mutations {

    private static final int MOST = 1 << 16;

    private static final List<byte[]> ODD =
            FuzzTarget.texts(
                    "\0",
                    "\r\n",
                    "\"",
                    "'",
                    "`",
                    "${",
                    "{",
                    "[",
                    "(",
                    "}",
                    "]",
                    ")",
                    "\\u{",
                    "/*",
                    "//",
                    "<!--",
                    "..",
                    "://",
                    "%",
                    "\uFEFF",
                    "\u202E",
                    "\u200B",
                    "\uD83D\uDE00",
                    "-1",
                    "9007199254740993",
                    "1e999",
                    "0x",
                    ">=",
                    "||",
                    " - ",
                    "null",
                    "__proto__",
                    "function(){",
                    "class{",
                    "async",
                    "await ",
                    "=>",
                    "\t");

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        var bytes = pick(seeds).clone();
        for (var rounds = 1 + random.nextInt(6); rounds > 0; rounds--) {
            bytes = once(bytes);
        }
        return bytes.length <= MOST ? bytes : Arrays.copyOf(bytes, MOST);
    }

    private byte[] once(byte[] bytes) {
        var at = random.nextInt(bytes.length + 1);
        var to = at + random.nextInt(Math.min(bytes.length - at, 64) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes);
            case 1 -> joined(bytes, 0, at, pick(ODD), bytes, to);
            case 2 -> joined(bytes, 0, at, new byte[0], bytes, to);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> joined(bytes, 0, to, Arrays.copyOfRange(bytes, at, to), bytes, at);
            case 5 -> joined(bytes, 0, at, repeated(pick(ODD)), bytes, at);
            case 6 -> {
                var other = pick(seeds);
                yield joined(bytes, 0, at, new byte[0], other, random.nextInt(other.length + 1));
            }
            default -> joined(bytes, 0, at, randomBytes(), bytes, to);
        };
    }

    private byte[] flipped(byte[] bytes) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] repeated(byte[] piece) {
        var out = new ByteArrayOutputStream();
        for (var times = random.nextInt(2_000); times > 0; times--) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private byte[] randomBytes() {
        var bytes = new byte[random.nextInt(16)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] joined(
            byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom) {
        var out = new ByteArrayOutputStream();
        out.write(head, from, to - from);
        out.writeBytes(middle);
        out.write(tail, tailFrom, tail.length - tailFrom);
        return out.toByteArray();
    }
}
