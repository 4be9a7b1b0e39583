package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was found out before, so that no question is followed twice: in general, and under the
 * innermost assumption for what depends on it. A question that comes up while it is followed is a
 * cycle, and adds nothing.
 */
final class Answers {

    /**
     * One answer.
     *
     * @param depth the least depth from which nothing more is in reach; from above, more may be
     * @param assumed whether it holds only under the assumption that it was found with
     */
    private record Answer(List<Value> values, int depth, boolean assumed) {}

    private static final Answer BEING_FOLLOWED =
            new Answer(List.of(), Evaluator.DEEPEST + 1, false);

    private final Map<Object, Answer> general = new IdentityHashMap<>();
    private Map<Object, Answer> current = general;
    private boolean cut;
    private boolean assumed;

    boolean isGeneral() {
        return current == general;
    }

    /** The answer that is being put together lacks what was too far away. */
    void cut() {
        cut = true;
    }

    /** The answer that is being put together uses the assumption. */
    void useAssumption() {
        assumed = true;
    }

    /**
     * What is known of a question, nothing while it is being followed, and null where it has to be
     * searched for.
     *
     * @param key what is asked about, by identity
     * @param mayDiffer whether the answer may be another one under the assumption
     */
    @Nullable List<Value> known(Object key, boolean mayDiffer, int depth) {
        var known = current.get(key);
        if (known == null && !mayDiffer && !isGeneral()) {
            known = general.get(key);
            if (known == BEING_FOLLOWED) {
                return null;
            }
        }
        if (known == null || known != BEING_FOLLOWED && depth < known.depth()) {
            return null;
        }
        assumed |= known.assumed();
        return known.values();
    }

    /** Finds an answer out, and remembers it. */
    List<Value> search(Object key, int depth, Supplier<List<Value>> search) {
        var outerCut = cut;
        var outerAssumed = assumed;
        cut = false;
        assumed = false;
        current.put(key, BEING_FOLLOWED);
        Answer found = null;
        try {
            var values = search.get();
            found = new Answer(values, cut ? depth : 0, assumed);
            return values;
        } finally {
            keep(key, found);
            cut |= outerCut;
            assumed |= outerAssumed;
        }
    }

    private void keep(Object key, @Nullable Answer found) {
        if (found == null) {
            current.remove(key);
            return;
        }
        current.put(key, found);
        if (!isGeneral() && !found.assumed()) {
            general.merge(key, found, (old, now) -> old.depth() <= now.depth() ? old : now);
        }
    }

    /** Does something under one more assumption; what depends on it is forgotten afterwards. */
    List<Value> assuming(Supplier<List<Value>> work) {
        var outer = current;
        current = new IdentityHashMap<>(8);
        try {
            return work.get();
        } finally {
            current = outer;
        }
    }
}
