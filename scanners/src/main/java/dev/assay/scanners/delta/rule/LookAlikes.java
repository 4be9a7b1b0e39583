package dev.assay.scanners.delta.rule;

import dev.assay.scanners.hiddentext.Confusables;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the well-known name that a package's name could be mistaken for (signals PUB-TYPOSQUAT): a
 * letter more, less, other or swapped; hyphens, dots or the scope moved; letters that look alike.
 */
final class LookAlikes {

    /** Shorter names are a letter apart by chance. */
    private static final int SHORTEST_TYPED = 6;

    private static final int SHORTEST_SQUASHED = 5;
    private static final int LONGEST = 214;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-_./@";
    private static final Set<String> POPULAR = popular();
    private static final Map<String, String> POPULAR_LOOKS = looks(POPULAR);

    private LookAlikes() {}

    /**
     * @param others names that the package knows besides, its other dependencies
     * @return the name that is meant to be read; null where it is a well-known one itself, or like
     *     none
     */
    static @Nullable String of(String name, Collection<String> others) {
        if (POPULAR.contains(name) || name.startsWith("@types/") || name.length() > LONGEST) {
            return null;
        }
        var known = like(name, POPULAR, POPULAR_LOOKS);
        if (known != null) {
            return known;
        }
        var rest = new HashSet<>(others);
        rest.remove(name);
        return like(name, rest, looks(rest));
    }

    private static @Nullable String like(
            String name, Set<String> names, Map<String, String> byLook) {
        var squashed = squashed(name);
        var same =
                squashed.length() < SHORTEST_SQUASHED ? null : byLook.get("squashed " + squashed);
        if (same == null) {
            same = byLook.get("read " + read(name));
        }
        if (same != null && !same.equals(name)) {
            return same;
        }
        var slash = name.startsWith("@") ? name.indexOf('/') : -1;
        if (slash > 0) {
            return mistyped(name.substring(0, slash), name.substring(slash), names);
        }
        return name.length() < SHORTEST_TYPED ? null : mistyped(name, "", names);
    }

    /** Names one keystroke away from the head, with the same tail. */
    private static @Nullable String mistyped(String head, String tail, Set<String> names) {
        for (var at = 0; at <= head.length(); at++) {
            var before = head.substring(0, at);
            if (at < head.length()) {
                var after = head.substring(at + 1);
                var less = before + after + tail;
                if (isMistyped(less, head + tail, names)) {
                    return less;
                }
                if (!after.isEmpty()) {
                    var swapped =
                            before + after.charAt(0) + head.charAt(at) + after.substring(1) + tail;
                    if (isMistyped(swapped, head + tail, names)) {
                        return swapped;
                    }
                }
                for (var c = 0; c < ALPHABET.length(); c++) {
                    var other = before + ALPHABET.charAt(c) + after + tail;
                    if (isMistyped(other, head + tail, names)) {
                        return other;
                    }
                }
            }
            for (var c = 0; c < ALPHABET.length(); c++) {
                var more = before + ALPHABET.charAt(c) + head.substring(at) + tail;
                if (isMistyped(more, head + tail, names)) {
                    return more;
                }
            }
        }
        return null;
    }

    private static boolean isMistyped(String candidate, String name, Set<String> names) {
        return names.contains(candidate)
                && candidate.length() >= SHORTEST_TYPED
                && !candidate.equals(name)
                // p5 and p6, es2019 and es2020 are a family.
                && !candidate.replaceAll("\\d", "").equals(name.replaceAll("\\d", ""));
    }

    private static Map<String, String> looks(Collection<String> names) {
        var looks = new HashMap<String, String>();
        for (var name : names) {
            looks.putIfAbsent("squashed " + squashed(name), name);
            looks.putIfAbsent("read " + read(name), name);
        }
        return looks;
    }

    /** {@code @babel/core}, {@code babel-core} and {@code babel_core} are one. */
    private static String squashed(String name) {
        return name.replaceAll("[@/._-]", "");
    }

    /** As a hurried eye reads it. */
    private static String read(String name) {
        var plain = Confusables.plain(name);
        return (plain == null ? name : plain)
                .replace("rn", "m")
                .replace("vv", "w")
                .replace('1', 'l')
                .replace('0', 'o')
                .replace('5', 's');
    }

    private static Set<String> popular() {
        var stream =
                Objects.requireNonNull(
                        LookAlikes.class.getResourceAsStream("popular-names.txt"),
                        "popular-names.txt is not in the jar");
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var names = new HashSet<String>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(names::add);
            return Set.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
