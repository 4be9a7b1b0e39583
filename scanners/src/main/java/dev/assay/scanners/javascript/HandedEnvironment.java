package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Notes which parameters the environment is passed to, before its reads are looked for. */
final class HandedEnvironment implements FactFamily {

    private final Evaluator evaluator;
    private final Set<Binding> parameters = Collections.newSetFromMap(new IdentityHashMap<>());

    HandedEnvironment(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Set<Binding> parameters() {
        return parameters;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        for (var index = 1; index < call.size(); index++) {
            var argument = call.kid(index);
            if (argument.is(Kind.MEMBER)
                    && argument.isNamed("env")
                    && evaluator.members().isEnvironment(evaluator.of(place.script(), argument))) {
                for (var value : evaluator.of(place.script(), call.kid(0))) {
                    if (value instanceof Func(var script, var fn)
                            && index <= fn.parameters().size()) {
                        var binding = fn.parameters().get(index - 1).binding();
                        if (binding != null) {
                            parameters.add(binding);
                        }
                    }
                }
            }
        }
    }
}
