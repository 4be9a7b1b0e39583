package dev.assay.scanners.detonation.canary;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Finds canaries in what was sent (signals D2.4): as they are, below encodings, reversed, rotated,
 * masked by any one byte, and in pieces over several messages to one receiver.
 */
public final class CanarySearch {

    /** A piece this long is not sent by chance. */
    private static final int PIECE = 5;

    /** Of a canary's characters, how many of ten have to be covered by pieces. */
    private static final int COVERED_OF_TEN = 8;

    private final List<Canary> canaries;
    private final Map<String, Map<Canary, Set<Integer>>> pieces = new HashMap<>();

    public CanarySearch(Collection<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
    }

    /**
     * Finds what is in one message, and what it completes of earlier ones.
     *
     * @param receiver who got it, in normal form; pieces are put together for each
     */
    public List<Sighted> find(String receiver, byte[] message) {
        var found = new LinkedHashMap<Canary, Form>();
        var partly = new HashMap<Canary, Set<Integer>>();
        var layer = new int[1];
        Peeling.peel(
                message,
                bytes -> {
                    inLayer(bytes, layer[0]++ == 0, found);
                    pieces(bytes, partly);
                });
        var earlier = pieces.computeIfAbsent(receiver, key -> new HashMap<>());
        partly.forEach(
                (canary, starts) -> {
                    // What is here as a whole says nothing of pieces, here or in other messages.
                    if (!found.containsKey(canary)) {
                        var known = earlier.computeIfAbsent(canary, key -> new HashSet<>());
                        known.addAll(starts);
                        if (isCovered(canary, known)) {
                            found.put(canary, Form.SPLIT);
                        }
                    }
                });
        return found.entrySet().stream()
                .map(entry -> new Sighted(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Finds what is in a text as it is, in lower or upper case. */
    public List<Canary> plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return canaries.stream().filter(canary -> lower.contains(canary.value())).toList();
    }

    /** The text with the name of its place, in braces, for each canary that stands in it. */
    public String named(String text) {
        var named = text;
        for (var canary : plain(text)) {
            named = named.replaceAll("(?i)" + canary.value(), "{" + quoted(canary.slot()) + "}");
        }
        return named;
    }

    private static String quoted(String slot) {
        return Matcher.quoteReplacement(slot);
    }

    private void inLayer(byte[] bytes, boolean outermost, Map<Canary, Form> found) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        var differences = differences(bytes);
        for (var canary : canaries) {
            var value = canary.value();
            if (text.contains(value)) {
                // The plainest form is the one to tell.
                found.merge(
                        canary,
                        outermost ? Form.RAW : Form.ENCODED,
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
            } else if (text.contains(reversed(value))) {
                found.putIfAbsent(canary, Form.REVERSED);
            } else if (text.contains(rotated(value))) {
                found.putIfAbsent(canary, Form.ROTATED);
            } else if (differences.contains(
                    differences(value.getBytes(StandardCharsets.ISO_8859_1)))) {
                found.putIfAbsent(canary, Form.MASKED);
            }
        }
    }

    /** One mask over all bytes is gone in the difference of each to the next. */
    private static String differences(byte[] bytes) {
        var text = new StringBuilder(Math.max(0, bytes.length - 1));
        for (var i = 1; i < bytes.length; i++) {
            text.append((char) ((bytes[i] ^ bytes[i - 1]) & 0xff));
        }
        return text.toString();
    }

    private static String reversed(String value) {
        return new StringBuilder(value).reverse().toString();
    }

    private static String rotated(String value) {
        var text = new StringBuilder();
        for (var c : value.toCharArray()) {
            text.append(c >= 'a' && c <= 'z' ? (char) ('a' + (c - 'a' + 13) % 26) : c);
        }
        return text.toString();
    }

    private void pieces(byte[] bytes, Map<Canary, Set<Integer>> partly) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (var canary : canaries) {
            for (var at = 0; at + PIECE <= canary.value().length(); at++) {
                if (text.contains(canary.value().substring(at, at + PIECE))) {
                    partly.computeIfAbsent(canary, key -> new HashSet<>()).add(at);
                }
            }
        }
    }

    private static boolean isCovered(Canary canary, Set<Integer> starts) {
        var covered = new HashSet<Integer>();
        for (var start : starts) {
            for (var i = 0; i < PIECE; i++) {
                covered.add(start + i);
            }
        }
        return covered.size() * 10 >= canary.value().length() * COVERED_OF_TEN;
    }
}
