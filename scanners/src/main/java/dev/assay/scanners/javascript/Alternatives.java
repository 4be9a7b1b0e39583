package dev.assay.scanners.javascript;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The values that one expression may have, each once, in the order in which they were found. Beyond
 * a dozen there is no telling which is meant, so the first ones stand for all.
 */
final class Alternatives {

    private static final int WIDEST = 12;

    /** Somebody else's list until there is more to add: most answers are handed on as they are. */
    private List<Value> values = List.of();

    private boolean own;

    static Alternatives of(Collection<? extends Value> values) {
        var alternatives = new Alternatives();
        alternatives.addAll(values);
        return alternatives;
    }

    /** Whether nothing more would be kept. */
    boolean isFull() {
        return values.size() >= WIDEST;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void add(Value value) {
        if (isFull()) {
            addConstant(value);
            return;
        }
        if (contains(value)) {
            return;
        }
        if (values.isEmpty()) {
            values = List.of(value);
            return;
        }
        makeOwn();
        values.add(value);
    }

    /**
     * A constant says more than data that is known only when the code runs, and takes its place.
     */
    private void addConstant(Value value) {
        if (!(value instanceof Value.Text text) || !text.isWhole() || contains(value)) {
            return;
        }
        for (var index = values.size() - 1; index >= 0; index--) {
            switch (values.get(index)) {
                case Value.Env _, Value.Argument _ -> {
                    makeOwn();
                    values.set(index, value);
                    return;
                }
                default -> {}
            }
        }
    }

    private void makeOwn() {
        if (!own) {
            var copy = new ArrayList<Value>(4);
            copy.addAll(values);
            values = copy;
            own = true;
        }
    }

    void addAll(Collection<? extends Value> more) {
        for (var value : more) {
            add(value);
        }
    }

    /** The same for a list, which needs no iterator. */
    void addAll(List<? extends Value> more) {
        for (var index = 0; index < more.size(); index++) {
            add(more.get(index));
        }
    }

    /** Few are compared one by one faster than their hashes are made. */
    private boolean contains(Value value) {
        for (var index = 0; index < values.size(); index++) {
            var known = values.get(index);
            if (known == value || known.getClass() == value.getClass() && known.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** What was added; nothing is added any more. */
    List<Value> list() {
        return values;
    }
}
