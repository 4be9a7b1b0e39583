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

    private static final int CUT = 1;
    private static final int ASSUMED = 2;

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
        var outer = begin(key);
        List<Value> values = null;
        try {
            values = search.get();
            return values;
        } finally {
            end(key, depth, values, outer);
        }
    }

    /**
     * The same for who searches between the two calls: most questions are asked so, and a function
     * for each of them is work for the collector.
     *
     * @return what {@link #end} is to be given
     */
    int begin(Object key) {
        var outer = (cut ? CUT : 0) | (assumed ? ASSUMED : 0);
        cut = false;
        assumed = false;
        current.put(key, BEING_FOLLOWED);
        return outer;
    }

    /**
     * @param values what was found, or null where the search failed
     */
    void end(Object key, int depth, @Nullable List<Value> values, int outer) {
        keep(key, values == null ? null : new Answer(values, cut ? depth : 0, assumed));
        cut |= (outer & CUT) != 0;
        assumed |= (outer & ASSUMED) != 0;
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
