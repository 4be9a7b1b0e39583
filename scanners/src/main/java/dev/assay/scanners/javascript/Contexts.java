package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the callers of one helper apart: with which arguments the function around a call is called,
 * caller by caller, so that one caller's token is not paired with another caller's host, and the
 * twentieth caller's field is not lost among those of the others.
 */
final class Contexts {

    /** From so many callers on, an expression cannot have a value for each of them. */
    private static final int MANY = 12;

    private static final int MOST_CALLERS = 600;
    private static final int OUTERMOST = 3;

    /** Helpers that call helpers. */
    private static final int DEEPEST = 3;

    /** One call of a function. */
    record Context(Fn fn, List<List<Value>> arguments) {}

    private final Evaluator evaluator;

    Contexts(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * Empty where there is at most one caller.
     *
     * @param hosts how many hosts the call may reach: those of one host are told apart only where
     *     they are many
     */
    List<Context> of(Script script, Node call, int hosts) {
        var fn = script.top().at(call.start());
        for (var step = 0; step < OUTERMOST && fn != null && fn != script.top(); step++) {
            var sites = evaluator.callSites(script, fn, MOST_CALLERS);
            if (!sites.isEmpty()) {
                var contexts = new ArrayList<Context>(sites.size());
                for (var site : sites) {
                    add(fn, site, 1, contexts);
                }
                if (contexts.size() >= (hosts > 1 ? 2 : MANY)) {
                    return contexts;
                }
                if (hosts > 1 && sites.size() > 1) {
                    return List.of();
                }
            }
            fn = fn.outer();
        }
        return List.of();
    }

    private void add(Fn fn, CallSite site, int depth, List<Context> contexts) {
        if (contexts.size() >= MOST_CALLERS) {
            return;
        }
        var around = site.script().top().at(site.call().start());
        if (depth < DEEPEST && around != site.script().top() && handsOn(site.call(), around)) {
            var callers = evaluator.callSites(site.script(), around, MOST_CALLERS);
            if (callers.size() >= MANY) {
                var outer = new ArrayList<Context>(callers.size());
                for (var caller : callers) {
                    add(around, caller, depth + 1, outer);
                }
                for (var context : outer) {
                    evaluator.under(
                            Assumption.ofCall(context), () -> contexts.add(context(fn, site)));
                }
                return;
            }
        }
        contexts.add(context(fn, site));
    }

    private Context context(Fn fn, CallSite site) {
        var arguments = new ArrayList<List<Value>>();
        for (var index = 1; index < site.call().size(); index++) {
            arguments.add(evaluator.of(site.script(), site.call().kid(index)));
        }
        return new Context(fn, arguments);
    }

    /** Whether a call is given what the function around it is given. */
    private static boolean handsOn(Node call, Fn around) {
        for (var index = 1; index < call.size(); index++) {
            if (call.kid(index) instanceof Ident ident
                    && ident.binding() != null
                    && !ident.binding().writes().isEmpty()
                    && ident.binding().writes().getFirst().value() instanceof Parameter parameter
                    && parameter.function() == around) {
                return true;
            }
        }
        return false;
    }
}
