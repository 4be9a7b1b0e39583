package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Translates calls: what the library is known to do, methods, constructions, all others. */
final class Calls {

    private static final Map<String, Idiom> IDIOMS = new HashMap<>();

    static {
        IDIOMS.putAll(TextIdioms.all());
        IDIOMS.putAll(SystemIdioms.all());
        IDIOMS.putAll(FileIdioms.all());
        IDIOMS.putAll(NetworkIdioms.all());
    }

    private final Expressions in;
    private final Methods methods;

    Calls(Expressions in) {
        this.in = in;
        this.methods = new Methods(in);
    }

    Node of(ExprTy.Call source) {
        var call = new Arguments(in, source);
        var meaning = in.meaning(source.func);
        if (meaning != null) {
            var idiom = IDIOMS.get(meaning);
            var known = idiom == null || call.hasStars() ? null : idiom.of(call);
            if (known != null) {
                return known;
            }
        }
        if (isSuper(source)) {
            return in.node(Kind.SUPER, source, null);
        }
        if (source.func instanceof ExprTy.Attribute method) {
            if (method.value instanceof ExprTy.Call parent
                    && isSuper(parent)
                    && method.attr.equals("__init__")) {
                return call.called(in.node(Kind.SUPER, parent, null), call.positional(0));
            }
            var known = call.hasStars() ? null : methods.of(call, method, meaning != null);
            if (known != null) {
                return known;
            }
        }
        return plain(call);
    }

    private static boolean isSuper(ExprTy.Call source) {
        return source.func instanceof ExprTy.Name name && name.id.equals("super");
    }

    private Node plain(Arguments call) {
        var source = call.call();
        var node = call.called(in.of(source.func), call.positional(0));
        return isConstruction(source.func)
                ? new Node(Kind.NEW, node.start(), node.end(), null, node.kids())
                : node;
    }

    /** Classes are told by their capital, which nearly all of them have, or by their definition. */
    private boolean isConstruction(ExprTy callee) {
        var name = name(callee);
        return name != null && (Character.isUpperCase(name.charAt(0)) || in.isClass(name));
    }

    private static @Nullable String name(ExprTy callee) {
        return switch (callee) {
            case ExprTy.Name name -> name.id;
            case ExprTy.Attribute attribute -> attribute.attr;
            default -> null;
        };
    }
}
