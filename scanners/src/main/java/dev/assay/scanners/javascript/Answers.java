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
     * One answer, which is put into the table once: nothing while it is being followed, and
     * whatever was found afterwards.
     */
    static final class Answer {

        private List<Value> values = List.of();

        /** The least depth from which nothing more is in reach; from above, more may be. */
        private int depth = Evaluator.DEEPEST + 1;

        /** Whether it holds only under the assumption that it was found with. */
        private boolean assumed;

        private boolean followed = true;

        /** What was known of the answer around this one, for when this one is found. */
        private final boolean outerCut;

        private final boolean outerAssumed;

        private Answer(boolean outerCut, boolean outerAssumed) {
            this.outerCut = outerCut;
            this.outerAssumed = outerAssumed;
        }

        private void set(List<Value> found, int fromDepth, boolean isAssumed) {
            values = found;
            depth = fromDepth;
            assumed = isAssumed;
            followed = false;
        }
    }

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
            if (known != null && known.followed) {
                return null;
            }
        }
        if (known == null || !known.followed && depth < known.depth) {
            return null;
        }
        assumed |= known.assumed;
        return known.values;
    }

    /** Finds an answer out, and remembers it. */
    List<Value> search(Object key, int depth, Supplier<List<Value>> search) {
        var answer = begin(key);
        List<Value> values = null;
        try {
            values = search.get();
            return values;
        } finally {
            end(key, answer, depth, values);
        }
    }

    /**
     * The same for who searches between the two calls: most questions are asked so, and a function
     * for each of them is work for the collector.
     *
     * @return what {@link #end} is to be given
     */
    Answer begin(Object key) {
        var answer = new Answer(cut, assumed);
        cut = false;
        assumed = false;
        current.put(key, answer);
        return answer;
    }

    /**
     * @param values what was found, or null where the search failed
     */
    void end(Object key, Answer answer, int depth, @Nullable List<Value> values) {
        if (values == null) {
            current.remove(key);
        } else {
            answer.set(values, cut ? depth : 0, assumed);
            if (!isGeneral() && !assumed) {
                keepInGeneral(key, answer);
            }
        }
        cut |= answer.outerCut;
        assumed |= answer.outerAssumed;
    }

    private void keepInGeneral(Object key, Answer found) {
        var old = general.putIfAbsent(key, found);
        if (old == null || old.depth <= found.depth) {
            return;
        }
        if (old.followed) {
            // Who follows it in general has it in hand, and sets it again.
            old.set(found.values, found.depth, false);
        } else {
            general.put(key, found);
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
