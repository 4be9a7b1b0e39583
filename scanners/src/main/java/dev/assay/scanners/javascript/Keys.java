package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The keys that an object literal writes out. */
final class Keys {

    private Keys() {}

    static @Nullable Node value(Node object, String key) {
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.isNamed(key)) {
                return kid.kid(0);
            }
        }
        return null;
    }

    /**
     * The object whose keys a variable goes through: {@code for (const [key] of
     * Object.entries(…))}.
     */
    static @Nullable Node listed(Node key) {
        if (!(key instanceof Ident ident)
                || ident.binding() == null
                || ident.binding().writes().size() != 1) {
            return null;
        }
        var write = ident.binding().writes().getFirst();
        var from = write.value();
        if (from instanceof Parameter parameter) {
            var call = parameter.function().handedTo();
            from = call == null || call.kid(0).size() == 0 ? from : call.kid(0).kid(0);
        }
        return !write.path().isEmpty()
                        && write.path().getLast().equals("0")
                        && from.is(Kind.CALL)
                        && from.size() == 2
                        && from.kid(0).isNamed("entries")
                ? from.kid(1)
                : null;
    }

    static boolean has(Node object, String key) {
        return value(object, key) != null;
    }

    static boolean hasAny(Node object, List<String> keys) {
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && keys.contains(kid.name())) {
                return true;
            }
        }
        return false;
    }
}
