package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

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
