package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Fn;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What names are taken for while a question is followed: the arguments of one call, or what one
 * round of a loop gives.
 *
 * @param values by name
 * @param fn the function that is looked at as if it was called in one way; null where the names are
 *     those of a loop, which every function may use
 * @param call all that the call gives, by position, where that is known
 * @param outer what is assumed besides
 */
record Assumption(
        Map<Binding, List<Value>> values,
        @Nullable Fn fn,
        @Nullable List<List<Value>> call,
        @Nullable Assumption outer) {

    static final Assumption NONE = new Assumption(Map.of(), null, null, null);

    /** A function is called, and some of its names have values. */
    static Assumption ofArguments(Fn fn, Map<Binding, List<Value>> arguments) {
        return new Assumption(arguments, fn, null, null);
    }

    /** A function is called in one way and in no other. */
    static Assumption ofCall(Contexts.Context context) {
        var values = new IdentityHashMap<Binding, List<Value>>();
        var parameters = context.fn().parameters();
        for (var index = 0; index < parameters.size(); index++) {
            var binding = parameters.get(index).binding();
            if (binding != null && index < context.arguments().size()) {
                values.put(binding, context.arguments().get(index));
            }
        }
        return new Assumption(values, context.fn(), context.arguments(), null);
    }

    /** A loop has come to one of its rounds. */
    static Assumption ofRound(Map<Binding, List<Value>> values) {
        return new Assumption(values, null, null, null);
    }

    Assumption within(Assumption around) {
        return new Assumption(values, fn, call, around);
    }

    @Nullable List<Value> of(Binding binding) {
        for (var one = this; one.outer != null; one = one.outer) {
            var value = one.values.get(binding);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** All arguments of the one call of a function that is assumed, or null. */
    @Nullable List<List<Value>> given(Fn function) {
        for (var one = this; one.outer != null; one = one.outer) {
            if (one.fn == function && one.call != null) {
                return one.call;
            }
        }
        return null;
    }

    /** Whether what stands in a function may be something else than without the assumption. */
    boolean concerns(Fn owner) {
        for (var one = this; one.outer != null; one = one.outer) {
            if (one.fn == null ? owner.outer() != null : one.isAround(owner)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAround(Fn owner) {
        for (Fn around = owner; around != null; around = around.outer()) {
            if (around == fn) {
                return true;
            }
        }
        return false;
    }
}
