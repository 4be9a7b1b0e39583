package dev.assay.scanners.delta.rule;

import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profile.Words;
import dev.assay.scanners.vendored.Likeness;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs the functions of two versions: those with one fingerprint first, then what is left by
 * shape, by name and words, and by words alone, so that an edit is an edit and not something gone
 * and something new (signals B2.2). A multiset: a copy more of a known function is new, a moved one
 * is not.
 */
final class FunctionPairs {

    /**
     * Words that more functions than this have say nothing, and would make the search quadratic.
     */
    private static final int COMMONPLACE = 40;

    /** One in so many functions that changed names alone tells a new build from an edit. */
    private static final int NEW_BUILD = 20;

    private final Map<String, FunctionPrint> changed = new HashMap<>();
    private final Set<String> newPrints = new HashSet<>();
    private final Set<String> everKnown;
    private final Map<FunctionPrint, FunctionPrint> before = new HashMap<>();
    private final List<FunctionChanges.Pair> pairs = new ArrayList<>();
    private final List<FunctionPrint> leftBehind = new ArrayList<>();
    private int attributedCount;
    private int renamedCount;
    private int changedCount;
    private int newCount;

    /**
     * @param given prints that come from a known release of another package, and are not new
     */
    FunctionPairs(Profile from, Profile to, Set<String> given) {
        var older = new HashMap<String, Deque<FunctionPrint>>();
        for (var function : from.functions()) {
            older.computeIfAbsent(function.print(), key -> new ArrayDeque<>(1)).add(function);
        }
        everKnown = Set.copyOf(older.keySet());
        var left = new ArrayList<FunctionPrint>();
        for (var function : to.functions()) {
            var same = older.get(function.print());
            if (same != null && !same.isEmpty()) {
                same.poll();
            } else {
                left.add(function);
            }
        }
        var gone = new ArrayList<FunctionPrint>();
        older.values().forEach(gone::addAll);
        gone.sort(Comparator.comparing(FunctionPrint::file).thenComparingInt(FunctionPrint::start));
        var renamed = renamed(left, gone, to.functions().size());
        renamedCount = renamed.size();
        left.removeAll(renamed);
        pair(left, gone);
        for (var function : left) {
            if (given.contains(function.print())) {
                attributedCount++;
                continue;
            }
            pairs.add(new FunctionChanges.Pair(before.get(function), function));
            if (!everKnown.contains(function.print())) {
                newPrints.add(function.print());
            }
            if (changed.containsKey(function.print())) {
                changedCount++;
            } else {
                newCount++;
            }
        }
        leftBehind.forEach(function -> pairs.add(new FunctionChanges.Pair(function, null)));
    }

    /**
     * What differs: changed and new functions in the order of the newer version, then those gone.
     */
    FunctionChanges changes() {
        return new FunctionChanges(pairs, attributedCount, renamedCount);
    }

    int newFunctions() {
        return newCount;
    }

    int changedFunctions() {
        return changedCount;
    }

    /** Whether no function of the older version has this print. */
    boolean isNew(String print) {
        return newPrints.contains(print);
    }

    /** Whether the older version has a function of this print. */
    boolean wasKnown(String print) {
        return everKnown.contains(print);
    }

    /** What a function of the newer version was before; null where it is new altogether. */
    @Nullable FunctionPrint before(String print) {
        return changed.get(print);
    }

    /**
     * Where many functions changed nothing but the names around them, they were built anew: those
     * are the same. Where few did, each is an edit, because calling another function is one.
     */
    private Set<FunctionPrint> renamed(
            List<FunctionPrint> left, List<FunctionPrint> gone, int functions) {
        var byShape = new HashMap<String, Deque<FunctionPrint>>();
        for (var function : gone) {
            if (!function.shape().isEmpty()) {
                byShape.computeIfAbsent(function.shape(), key -> new ArrayDeque<>(1)).add(function);
            }
        }
        var same = new HashMap<FunctionPrint, FunctionPrint>();
        for (var function : left) {
            var candidates = byShape.get(function.shape());
            if (candidates != null && !candidates.isEmpty()) {
                same.put(function, candidates.poll());
            }
        }
        if (same.size() * NEW_BUILD > functions) {
            gone.removeAll(Set.copyOf(same.values()));
            return same.keySet();
        }
        return Set.of();
    }

    private void pair(List<FunctionPrint> left, List<FunctionPrint> gone) {
        var byWord = new HashMap<Long, List<FunctionPrint>>();
        for (var function : gone) {
            for (var word : Words.decode(function.words())) {
                byWord.computeIfAbsent(word, key -> new ArrayList<>(2)).add(function);
            }
        }
        var taken = new HashSet<FunctionPrint>();
        for (var function : left) {
            if (everKnown.contains(function.print())) {
                continue;
            }
            FunctionPrint best = null;
            var score = 0.0;
            for (var candidate : candidates(function, byWord)) {
                if (!taken.contains(candidate)) {
                    var likeness = likeness(function, candidate);
                    if (likeness > score) {
                        best = candidate;
                        score = likeness;
                    }
                }
            }
            if (best != null && score >= Likeness.RELATED) {
                taken.add(best);
                changed.put(function.print(), best);
                before.put(function, best);
            }
        }
        for (var function : gone) {
            if (!taken.contains(function)) {
                leftBehind.add(function);
            }
        }
    }

    private static Set<FunctionPrint> candidates(
            FunctionPrint function, Map<Long, List<FunctionPrint>> byWord) {
        var candidates = new LinkedHashSet<FunctionPrint>();
        for (var word : Words.decode(function.words())) {
            var having = byWord.getOrDefault(word, List.of());
            if (having.size() <= COMMONPLACE) {
                candidates.addAll(having);
            }
        }
        return candidates;
    }

    /** A name that a minifier did not make is worth half of what two functions have in common. */
    private static double likeness(FunctionPrint one, FunctionPrint other) {
        var words = Likeness.of(one, other);
        var named = one.name().length() > 3 && one.name().equals(other.name());
        return one.shape().equals(other.shape()) && !one.shape().isEmpty()
                ? 2 + words
                : named ? words / 2 + 0.5 : words;
    }
}
