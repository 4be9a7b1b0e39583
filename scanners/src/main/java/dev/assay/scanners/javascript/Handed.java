package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Argument;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;

/**
 * What a function that is written into a call as an argument is given: elements of a list, what a
 * promise holds, what the platform reads, or what nobody in the package decides.
 */
final class Handed {

    private final Evaluator evaluator;

    Handed(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Value> arguments(Script script, Fn fn, Node call, int index) {
        var callee = call.kid(0);
        if (callee.is(Kind.MEMBER)) {
            switch (callee.name()) {
                case "map",
                        "forEach",
                        "flatMap",
                        "filter",
                        "some",
                        "every",
                        "find",
                        "findIndex" -> {
                    return index == 0 ? each(script, callee) : List.of();
                }
                case "reduce" -> {
                    return index == 1 ? each(script, callee) : List.of();
                }
                case "then" -> {
                    return index == 0 && fn.handedAs() == 1
                            ? evaluator.of(script, callee.kid(0))
                            : List.of();
                }
                case "catch", "finally", "sort", "replace", "replaceAll" -> {
                    return List.of();
                }
                default -> {}
            }
        }
        var values = new Alternatives();
        for (var target : evaluator.of(script, callee)) {
            if (target instanceof External external && !external.isPackage()) {
                values.add(new External(external.path() + "()", script, call));
            }
        }
        if (values.isEmpty()) {
            values.add(new Argument(fn, index, ""));
        }
        return values.list();
    }

    private List<Value> each(Script script, Node callee) {
        return evaluator.members().each(evaluator.of(script, callee.kid(0)));
    }
}
