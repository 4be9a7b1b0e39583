package dev.assay.scanners.javascript.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a hash of a function is taken over. A cryptographic hash, because who writes the code would
 * otherwise choose what it collides with.
 */
final class HashInput {

    /** In bytes: half a SHA-256, beyond any collision that could be searched for. */
    private static final int HASH = 16;

    private static final byte TEXT = (byte) 0xfd;

    /** In bytes: two blocks of SHA-256. */
    private static final int LONGEST_KNOWN = 119;

    private static final int SLOT_BITS = 13;

    /** The hash of some input. */
    private record Known(byte[] input, String hash) {}

    /**
     * Short functions are alike everywhere, and SHA-256 costs more than to find that one was met.
     * Whole inputs are compared. Threads may overwrite what another kept, and see all of it or
     * nothing.
     */
    private static final Known[] KNOWN = new Known[1 << SLOT_BITS];

    private final MessageDigest digest;
    private byte[] bytes = new byte[4096];
    private int length;

    HashInput() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    int length() {
        return length;
    }

    void put(Kind kind) {
        put((byte) kind.ordinal());
    }

    void put(byte value) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = value;
    }

    /** The lower half of a number. */
    void number(int value) {
        put((byte) (value >> 8));
        put((byte) value);
    }

    /** A text in UTF-8 behind its length. */
    void text(String value) {
        var size = value.length();
        if (length + size + 5 > bytes.length) {
            grow(size + 5);
        }
        var at = length + 5;
        for (var index = 0; index < size; index++) {
            var each = value.charAt(index);
            if (each >= 0x80) {
                encoded(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at++] = (byte) each;
        }
        head(size);
        length = at;
    }

    private void encoded(byte[] text) {
        if (length + text.length + 5 > bytes.length) {
            grow(text.length + 5);
        }
        head(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void head(int size) {
        put(TEXT);
        number(size >> 16);
        number(size);
    }

    /** What another input holds from an offset to its end. */
    void copy(HashInput other, int from) {
        var size = other.length - from;
        if (length + size > bytes.length) {
            grow(size);
        }
        System.arraycopy(other.bytes, from, bytes, length, size);
        length += size;
    }

    /** The hash of all that was put since the last one, in hexadecimal. */
    String hash() {
        var size = length;
        length = 0;
        if (size > LONGEST_KNOWN) {
            return hashed(size);
        }
        var slot = slot(size);
        var known = KNOWN[slot];
        if (known == null || !Arrays.equals(known.input, 0, known.input.length, bytes, 0, size)) {
            known = new Known(Arrays.copyOf(bytes, size), hashed(size));
            KNOWN[slot] = known;
        }
        return known.hash;
    }

    private String hashed(int size) {
        digest.update(bytes, 0, size);
        return HexFormat.of().formatHex(digest.digest(), 0, HASH);
    }

    private int slot(int size) {
        var mixed = size;
        for (var index = 0; index < size; index++) {
            mixed = mixed * 31 + bytes[index];
        }
        mixed *= 0x9E3779B9;
        return mixed >>> Integer.SIZE - SLOT_BITS;
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
