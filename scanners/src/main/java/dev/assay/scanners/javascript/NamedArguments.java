package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

/**
 * Arguments that a call gives by name. A front end puts them into one object behind the others,
 * with a text that no object literal of JavaScript has.
 */
public final class NamedArguments {

    /** The text of such an object. */
    public static final String MARK = "**";

    private NamedArguments() {}

    /** The object with the named arguments of a call, or null. */
    static @Nullable Node of(Node call) {
        var last = call.size() < 2 ? null : call.kid(call.size() - 1);
        return last != null && last.is(Kind.OBJECT) && last.isNamed(MARK) ? last : null;
    }

    /** What a call gives for a parameter, by position or by name, or null. */
    static @Nullable Node given(Node call, Node named, Fn fn, int index) {
        if (index + 1 < call.size() - 1) {
            return call.kid(index + 1);
        }
        if (index < fn.parameters().size()) {
            var name = fn.parameters().get(index).name();
            for (var property : named.kids()) {
                if (property.is(Kind.PROPERTY) && property.isNamed(name)) {
                    return property.kid(0);
                }
            }
        }
        return null;
    }
}
