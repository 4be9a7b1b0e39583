package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the loops around a place give their variables, element by element: {@code for (const t of
 * tools)}, {@code tools.forEach((t) => …)}, {@code Object.entries(tools).map(([name, t]) => …)}.
 */
final class Rounds {

    private static final int MOST = 1_000;
    private static final int FARTHEST = 24;
    private static final int DEEPEST = 6;
    private static final int MOST_HELPERS = 2;

    /** So many calls are looked at for one package. */
    private static final int MOST_SITES = 3_000;

    private static final Set<String> EACH = Set.of("forEach", "map", "flatMap", "filter");

    private final Evaluator evaluator;
    private int sitesLeft = MOST_SITES;
    private final Map<Fn, List<Map<Binding, List<Value>>>> ofCalls = new IdentityHashMap<>();

    Rounds(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** One assumption for each round of the nearest loop around; empty where there is none. */
    List<Map<Binding, List<Value>>> around(Place place) {
        return around(place, true);
    }

    /**
     * @param ofHelpers whether calls of a function around are looked at as well
     */
    List<Map<Binding, List<Value>>> around(Place place, boolean ofHelpers) {
        for (var distance = 0; distance < FARTHEST; distance++) {
            var node = place.parent(distance);
            if (node == null) {
                return List.of();
            }
            var rounds =
                    switch (node.kind()) {
                        case FOR_OF -> rounds(place.script(), node.kid(0), node.kid(1));
                        case FUNCTION -> {
                            var fn = (Fn) node;
                            var each = callback(place, fn, place.parent(distance + 1));
                            yield each.isEmpty() && ofHelpers ? calls(place.script(), fn, 0) : each;
                        }
                        default -> List.<Map<Binding, List<Value>>>of();
                    };
            if (!rounds.isEmpty()) {
                return rounds;
            }
        }
        return List.of();
    }

    private List<Map<Binding, List<Value>>> callback(Place place, Fn fn, @Nullable Node call) {
        if (call == null
                || !call.is(Kind.CALL)
                || call.size() < 2
                || call.kid(1) != fn
                || !call.kid(0).is(Kind.MEMBER)
                || !EACH.contains(call.kid(0).name())) {
            return List.of();
        }
        var list = call.kid(0).kid(0);
        if (!fn.parameters().isEmpty()) {
            return rounds(place.script(), fn.parameters().getFirst(), list);
        }
        // A pattern for a parameter is a statement of the body, which takes it from the parameter.
        for (var statement : fn.body().kids()) {
            var pattern = ParameterPatterns.ofFirstParameter(statement);
            if (pattern != null) {
                return rounds(place.script(), pattern, list);
            }
        }
        return List.of();
    }

    /**
     * A helper that registers what it is handed: one round for each call of it, and where another
     * helper hands on what it was handed, for each call of that.
     */
    private List<Map<Binding, List<Value>>> calls(Script script, Fn fn, int depth) {
        var known = ofCalls.get(fn);
        if (known == null) {
            // While it is found out, whoever calls itself is not followed any further.
            ofCalls.put(fn, List.of());
            known = callsNow(script, fn, depth);
            ofCalls.put(fn, known);
        }
        return known;
    }

    private List<Map<Binding, List<Value>>> callsNow(Script script, Fn fn, int depth) {
        var rounds = new ArrayList<Map<Binding, List<Value>>>();
        for (var site : evaluator.callSites(script, fn, MOST)) {
            if (--sitesLeft <= 0) {
                break;
            }
            var round = given(site, fn);
            if (depth < MOST_HELPERS && isAnyOfSeveral(round)) {
                var helper = site.script().top().at(site.call().start());
                var around =
                        helper == fn || helper == site.script().top()
                                ? List.<Map<Binding, List<Value>>>of()
                                : calls(site.script(), helper, depth + 1);
                for (var each : around) {
                    evaluator.under(
                            Assumption.ofRound(each),
                            () -> {
                                var inner = given(site, fn);
                                each.forEach(inner::putIfAbsent);
                                rounds.add(inner);
                            });
                }
                if (!around.isEmpty()) {
                    continue;
                }
            }
            if (!round.isEmpty()) {
                rounds.add(round);
            }
            if (rounds.size() >= MOST) {
                break;
            }
        }
        return rounds;
    }

    private static boolean isAnyOfSeveral(Map<Binding, List<Value>> round) {
        return round.values().stream().anyMatch(values -> values.size() > 1);
    }

    /** What one call gives the parameters of a function. */
    private Map<Binding, List<Value>> given(CodePackage.CallSite site, Fn fn) {
        var round = new IdentityHashMap<Binding, List<Value>>();
        var call = site.call();
        for (var index = 0; index + 1 < call.size(); index++) {
            if (index < fn.parameters().size()) {
                bind(
                        fn.parameters().get(index),
                        evaluator.of(site.script(), call.kid(index + 1)),
                        round);
            }
        }
        if (fn.parameters().isEmpty() && call.size() > 1) {
            destructured(fn, evaluator.of(site.script(), call.kid(1)), round);
        }
        return round;
    }

    private void destructured(Fn fn, List<Value> value, Map<Binding, List<Value>> round) {
        for (var statement : fn.body().kids()) {
            var pattern = ParameterPatterns.ofFirstParameter(statement);
            if (pattern != null) {
                bind(pattern, value, round);
                return;
            }
        }
    }

    private List<Map<Binding, List<Value>>> rounds(Script script, Node target, Node list) {
        var rounds = new ArrayList<Map<Binding, List<Value>>>();
        for (var element : elements(script, list)) {
            var round = new IdentityHashMap<Binding, List<Value>>();
            bind(target, element, round);
            if (round.isEmpty()) {
                return List.of();
            }
            rounds.add(round);
        }
        return rounds;
    }

    /** Gives the names of a pattern their parts of a value. */
    private void bind(Node target, List<Value> value, Map<Binding, List<Value>> round) {
        switch (target.kind()) {
            case IDENT -> {
                var binding = ((Ident) target).binding();
                if (binding != null && !value.isEmpty()) {
                    round.put(binding, value);
                }
            }
            case ARRAY -> {
                for (var index = 0; index < target.size(); index++) {
                    var part = evaluator.members().of(value, Integer.toString(index));
                    bind(target.kid(index), part, round);
                }
            }
            case OBJECT -> {
                for (var kid : target.kids()) {
                    if (kid.is(Kind.PROPERTY) && kid.text() != null && kid.size() > 0) {
                        bind(kid.kid(0), evaluator.members().of(value, kid.name()), round);
                    }
                }
            }
            case ASSIGN, VAR -> {
                if (target.size() > 0) {
                    bind(target.kid(0), value, round);
                }
            }
            default -> {}
        }
    }

    /** The elements of a list, in order. */
    List<List<Value>> elements(Script script, Node list) {
        var found = new ArrayList<List<Value>>();
        collect(script, list, found, 0);
        return found;
    }

    private void collect(Script script, Node list, List<List<Value>> found, int depth) {
        if (depth > DEEPEST || found.size() >= MOST) {
            return;
        }
        if (list.is(Kind.CALL) && list.kid(0).is(Kind.MEMBER) && list.size() == 2) {
            var method = list.kid(0);
            if (method.kid(0).isNamed("Object")) {
                ofObject(script, method.name(), list.kid(1), found);
                return;
            }
            if (method.isNamed("filter") || method.isNamed("concat")) {
                collect(script, method.kid(0), found, depth + 1);
                if (method.isNamed("concat")) {
                    collect(script, list.kid(1), found, depth + 1);
                }
                return;
            }
        }
        for (var value : evaluator.of(script, list)) {
            switch (value) {
                case Arr arr -> ofArray(arr, found, depth);
                case Items items -> items.items().forEach(item -> found.add(List.of(item)));
                default -> {}
            }
        }
    }

    private void ofArray(Arr arr, List<List<Value>> found, int depth) {
        for (var kid : arr.node().kids()) {
            if (found.size() >= MOST) {
                return;
            }
            if (kid.is(Kind.SPREAD)) {
                collect(arr.script(), kid.kid(0), found, depth + 1);
            } else {
                found.add(evaluator.of(arr.script(), kid));
            }
        }
    }

    private void ofObject(Script script, String method, Node object, List<List<Value>> found) {
        for (var value : evaluator.of(script, object)) {
            if (value instanceof Obj obj) {
                for (var kid : obj.node().kids()) {
                    var key =
                            kid.is(Kind.PROPERTY)
                                    ? evaluator.members().key(obj.script(), kid)
                                    : null;
                    if (key == null || found.size() >= MOST || kid.size() == 0) {
                        continue;
                    }
                    var held = evaluator.of(obj.script(), kid.kid(0));
                    switch (method) {
                        case "values" -> found.add(held);
                        case "keys" -> found.add(List.of(key));
                        case "entries" ->
                                found.add(
                                        List.of(
                                                new Items(
                                                        held.isEmpty()
                                                                ? List.of(key)
                                                                : List.of(key, held.getFirst()))));
                        default -> {}
                    }
                }
            }
        }
    }
}
