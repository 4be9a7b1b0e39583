package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Wrapped;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

/**
 * CommonJS modules in bundles: {@code var require_x = __commonJS({"x.js"(exports, module) {…}})},
 * under whatever names a minifier gave them, and {@code require_x()}.
 */
final class Wrappers {

    private Wrappers() {}

    /** The module that a call without arguments asks for, or null where it is another call. */
    static @Nullable Wrapped called(Script script, Node call) {
        if (call.size() != 1
                || !(call.kid(0) instanceof Ident callee)
                || callee.binding() == null
                || callee.binding().writes().size() != 1) {
            return null;
        }
        var made = callee.binding().writes().getFirst().value();
        if (!made.is(Kind.CALL) || made.size() != 2 || !made.kid(0).is(Kind.IDENT)) {
            return null;
        }
        var body = body(made.kid(1));
        return body != null && takesExports(body) ? new Wrapped(script, body) : null;
    }

    private static @Nullable Fn body(Node argument) {
        if (argument instanceof Fn fn) {
            return fn;
        }
        return argument.is(Kind.OBJECT)
                        && argument.size() == 1
                        && argument.kid(0).is(Kind.PROPERTY)
                        && argument.kid(0).kid(0) instanceof Fn fn
                ? fn
                : null;
    }

    private static boolean takesExports(Fn fn) {
        var parameters = fn.parameters();
        if (parameters.isEmpty() || parameters.size() > 3) {
            return false;
        }
        for (var parameter : parameters) {
            var binding = parameter.binding();
            if (binding != null && !binding.propertyWrites().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
