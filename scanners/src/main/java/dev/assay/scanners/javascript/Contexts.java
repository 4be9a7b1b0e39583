package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the callers of one helper apart: with which arguments the function around a call is called,
 * caller by caller, so that one caller's token is not paired with another caller's host.
 */
final class Contexts {

    private static final int MOST_CALLERS = 16;
    private static final int OUTERMOST = 3;

    /** One call of a function. */
    record Context(Fn fn, List<List<Value>> arguments) {}

    private final Evaluator evaluator;

    Contexts(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Empty where there is at most one caller, or too many. */
    List<Context> of(Script script, Node call) {
        var fn = script.top().at(call.start());
        for (var step = 0; step < OUTERMOST && fn != null && fn != script.top(); step++) {
            var sites = evaluator.callSites(script, fn);
            if (sites.size() > MOST_CALLERS) {
                return List.of();
            }
            if (sites.size() > 1) {
                var contexts = new ArrayList<Context>(sites.size());
                for (var site : sites) {
                    var arguments = new ArrayList<List<Value>>();
                    for (var index = 1; index < site.call().size(); index++) {
                        arguments.add(evaluator.of(site.script(), site.call().kid(index)));
                    }
                    contexts.add(new Context(fn, arguments));
                }
                return contexts;
            }
            fn = fn.outer();
        }
        return List.of();
    }
}
