package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Functions of this package, applied to what they are given. */
final class Applications {

    private static final int DEEPEST_APPLICATION = 2;

    private final Evaluator evaluator;
    private int applied;

    Applications(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What a call of a function of this package gives. */
    List<Value> apply(Script script, Node call, Func func) {
        if (func.fn().isGenerator()) {
            return List.of();
        }
        var passthrough = interop(script, call);
        if (!passthrough.isEmpty()) {
            return passthrough;
        }
        var handedBack = handedBack(func.fn());
        if (handedBack >= 0
                && handedBack + 1 < call.size()
                && isLiteral(call.kid(handedBack + 1))) {
            return evaluator.of(script, call.kid(handedBack + 1));
        }
        var named = NamedArguments.of(call);
        return applied(
                func,
                named == null ? arguments(script, call) : arguments(script, call, named, func));
    }

    private List<List<Value>> arguments(Script script, Node call, Node named, Func func) {
        var arguments = new ArrayList<List<Value>>();
        for (var index = 0; index < func.fn().parameters().size(); index++) {
            var given = NamedArguments.given(call, named, func.fn(), index);
            arguments.add(given == null ? List.of() : evaluator.of(script, given));
        }
        return arguments;
    }

    /** Only what costs nothing to be given back: the rest is known from what all callers give. */
    private static boolean isLiteral(Node node) {
        return node.is(Kind.FUNCTION) || node.is(Kind.OBJECT) || node.is(Kind.ARRAY);
    }

    /** {@code (schema) => schema}: which parameter it gives back as it is, or -1. */
    private int handedBack(Fn fn) {
        var returned = evaluator.returned(fn);
        if (returned.size() == 1
                && returned.getFirst() instanceof Ident ident
                && ident.binding() != null
                && ident.binding().writes().size() == 1) {
            for (var index = 0; index < fn.parameters().size(); index++) {
                if (fn.parameters().get(index).binding() == ident.binding()) {
                    return index;
                }
            }
        }
        return -1;
    }

    /** The values of the arguments, one list each; functions are left out. */
    List<List<Value>> arguments(Script script, Node call) {
        var arguments = new ArrayList<List<Value>>(call.size() - 1);
        for (var index = 1; index < call.size(); index++) {
            arguments.add(
                    call.kid(index).is(Kind.FUNCTION)
                            ? List.of()
                            : evaluator.of(script, call.kid(index)));
        }
        return arguments;
    }

    /** What a function of this package gives for arguments. */
    List<Value> applied(Func func, List<List<Value>> arguments) {
        if (evaluator.returned(func.fn()).isEmpty()) {
            return List.of();
        }
        if (!anyConstant(arguments)) {
            return evaluator.results(func);
        }
        if (applied >= DEEPEST_APPLICATION) {
            evaluator.cut();
            return evaluator.results(func);
        }
        applied++;
        try {
            var assumed = new IdentityHashMap<Binding, List<Value>>();
            var parameters = func.fn().parameters();
            for (var index = 0; index < parameters.size() && index < arguments.size(); index++) {
                var binding = parameters.get(index).binding();
                if (binding != null && !arguments.get(index).isEmpty()) {
                    assumed.put(binding, arguments.get(index));
                }
            }
            return evaluator.applied(func, assumed);
        } finally {
            applied--;
        }
    }

    private static boolean anyConstant(List<List<Value>> arguments) {
        for (var argument : arguments) {
            for (var value : argument) {
                if (value instanceof Text || value instanceof Num || value instanceof Arr) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@code __toESM(require("x"))}, under whatever name a minifier gave it: a function of this
     * package that is handed a whole module gives it back. And {@code __require("fs")}: a function
     * that is handed the name of a module and whose definition mentions {@code require}.
     */
    List<Value> interop(Script script, Node call) {
        if (call.size() < 2
                || !(call.kid(0) instanceof Ident callee)
                || callee.binding() == null && !callee.name().startsWith("_")) {
            return List.of();
        }
        var argument = call.kid(1);
        if (argument.is(Kind.CALL)) {
            for (var value : evaluator.of(script, argument)) {
                if (value instanceof External external && isModule(external)) {
                    return List.of(external);
                }
                if (value instanceof Value.Own || value instanceof Value.Wrapped) {
                    return List.of(value);
                }
            }
        } else if (argument.is(Kind.STRING)
                && call.size() == 2
                && NodeModules.isBuiltIn(argument.name())
                && callee.binding() != null
                && mentionsRequire(callee.binding())) {
            return evaluator.required(script, argument);
        }
        return List.of();
    }

    private static boolean isModule(External external) {
        return external.path().startsWith("m:") && external.made() == null;
    }

    private static boolean mentionsRequire(Binding binding) {
        if (binding.name().toLowerCase(java.util.Locale.ROOT).contains("require")) {
            return true;
        }
        for (var write : binding.writes()) {
            if (mentionsRequire(write.value(), 5)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsRequire(Node node, int depth) {
        if (node instanceof Ident ident && ident.binding() == null && ident.isNamed("require")) {
            return true;
        }
        if (depth > 0) {
            for (var kid : node.kids()) {
                if (mentionsRequire(kid, depth - 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
