package dev.assay.scanners.profile;

import java.util.Arrays;
import java.util.Base64;

/**
 * The words of a function: hashes of the property names, literals and global names in it, by which
 * two functions that differ can be found to be related. They rank and relate; nothing is trusted
 * because of them.
 */
public final class Words {

    /** Bytes of one word's hash. */
    private static final int BYTES = 6;

    /** The smallest hashes of large sets overlap as the sets do. */
    private static final int MOST = 96;

    private static final int SHORTEST_PART = 3;

    private long[] hashes = new long[1024];
    private int count;

    public Words() {}

    /** The hash of a word, for whoever compares a name with a function's words. */
    public static long hash(String text) {
        return hash(text, 0, text.length());
    }

    private static long hash(String text, int from, int to) {
        var hash = 0xcbf29ce484222325L;
        for (var index = from; index < to; index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        hash ^= hash >>> 29;
        hash *= 0xbf58476d1ce4e5b9L;
        return (hash ^ hash >>> 32) & 0xffffffffffffL;
    }

    /** The hashes in a function's words, in ascending order. */
    public static long[] decode(String encoded) {
        var bytes = Base64.getDecoder().decode(encoded);
        var words = new long[bytes.length / BYTES];
        for (var index = 0; index < words.length; index++) {
            for (var each = 0; each < BYTES; each++) {
                words[index] = words[index] << 8 | bytes[index * BYTES + each] & 0xff;
            }
        }
        return words;
    }

    /** Adds a whole word. */
    public void add(String word) {
        keep(hash(word));
    }

    /** Minifiers put literals together and take them apart, but seldom within a word. */
    public void addParts(String literal) {
        var from = 0;
        for (var at = 0; at <= literal.length(); at++) {
            if (at == literal.length() || !isPart(literal.charAt(at))) {
                if (at - from >= SHORTEST_PART) {
                    keep(hash(literal, from, at));
                }
                from = at + 1;
            }
        }
    }

    /** Whether it is a letter or a digit: nearly all are of ASCII, which needs no table. */
    private static boolean isPart(char c) {
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                : Character.isLetterOrDigit(c);
    }

    private void keep(long hash) {
        if (count == hashes.length) {
            count = smallest();
        }
        hashes[count++] = hash;
    }

    /** The words that were added since the last time. */
    public String encode() {
        var kept = smallest();
        count = 0;
        var bytes = new byte[kept * BYTES];
        var at = 0;
        for (var index = 0; index < kept; index++) {
            for (var shift = (BYTES - 1) * 8; shift >= 0; shift -= 8) {
                bytes[at++] = (byte) (hashes[index] >> shift);
            }
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Brings the smallest hashes to the front in order, each once, and tells how many they are. */
    private int smallest() {
        Arrays.sort(hashes, 0, count);
        var kept = 0;
        for (var index = 0; index < count && kept < MOST; index++) {
            if (kept == 0 || hashes[index] != hashes[kept - 1]) {
                hashes[kept++] = hashes[index];
            }
        }
        return kept;
    }
}
