package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;
import java.util.Set;

/**
 * Says of a call whether it gives the whole environment in another form: as a list of pairs, as an
 * object that is made of such a list again, as text. Such a value is {@code Env("*")}.
 */
final class EnvironmentCopies {

    private static final int DEEPEST = 24;

    private static final List<Value> WHOLE = List.of(new Env("*"));

    /** Functions that give what they are given, in another form. */
    private static final Set<String> COPIERS =
            Set.of(
                    "g:Object.entries",
                    "g:Object.values",
                    "g:Object.getOwnPropertyDescriptors",
                    "g:Array.from",
                    "g:Map",
                    "g:Set",
                    "g:URLSearchParams",
                    "m:util.inspect",
                    "m:util.format",
                    "m:v8.serialize");

    /** Functions that give the names alone, by which the values can be asked for. */
    private static final Set<String> NAMES =
            Set.of("g:Object.keys()", "g:Reflect.ownKeys()", "g:Object.getOwnPropertyNames()");

    /** Methods whose answer has what the list or text has that they are called on. */
    private static final Set<String> METHODS =
            Set.of(
                    "filter",
                    "map",
                    "flatMap",
                    "flat",
                    "reduce",
                    "reduceRight",
                    "sort",
                    "toSorted",
                    "reverse",
                    "slice",
                    "concat",
                    "join",
                    "entries",
                    "values",
                    "toString");

    private final Evaluator evaluator;

    EnvironmentCopies(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static boolean is(List<Value> values) {
        for (var value : values) {
            if (value instanceof Env env && env.name().equals("*")) {
                return true;
            }
        }
        return false;
    }

    /** What a function of the platform, called or constructed, makes of the environment. */
    List<Value> called(Script script, Node call, String path) {
        if (!COPIERS.contains(path)) {
            return List.of();
        }
        for (var index = 1; index < call.size(); index++) {
            if (isWhole(evaluator.of(script, call.kid(index)))) {
                return WHOLE;
            }
        }
        return List.of();
    }

    /** What a method of such a list gives; empty for everything else. */
    List<Value> method(Script script, Node call, Node callee) {
        if (!METHODS.contains(callee.name())) {
            return List.of();
        }
        var receiver = evaluator.of(script, callee.kid(0));
        if (is(receiver)) {
            return WHOLE;
        }
        return call.size() > 1
                        && call.kid(1) instanceof Fn each
                        && areNames(receiver)
                        && asks(script, each.body(), 0)
                ? WHOLE
                : List.of();
    }

    /** A property of such a copy: a variable, or one of a pair. */
    static List<Value> property(Env env, String name) {
        if (!env.name().equals("*")) {
            return List.of();
        }
        if (name.equals("[]") || name.equals("1")) {
            return WHOLE;
        }
        var first = name.isEmpty() ? ' ' : name.charAt(0);
        return first >= 'A' && first <= 'Z' && name.equals(name.toUpperCase(java.util.Locale.ROOT))
                ? List.of(new Env(name))
                : List.of();
    }

    private boolean isWhole(List<Value> values) {
        return is(values) || evaluator.members().isEnvironment(values);
    }

    private boolean areNames(List<Value> values) {
        for (var value : values) {
            if (value instanceof External external
                    && NAMES.contains(external.path())
                    && external.made() instanceof Node made
                    && external.script() instanceof Script script
                    && made.size() > 1
                    && isWhole(evaluator.of(script, made.kid(1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a function asks the environment for a variable by a name that it is given. */
    private boolean asks(Script script, Node node, int depth) {
        if (node.is(Kind.INDEX)
                && evaluator.members().isEnvironment(evaluator.of(script, node.kid(0)))) {
            return true;
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                if (asks(script, kid, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
