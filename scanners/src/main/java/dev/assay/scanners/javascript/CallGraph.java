package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who calls a function of the package, asked for one function at a time. Functions, and branches
 * that the name of a tool leads to, are numbers in the order in which they were asked for.
 */
final class CallGraph {

    /** How sure it is that one function leads to the other. */
    enum How {
        /** The call is known to be one of this function. */
        CALLS(1),
        /** It is written into, or named in, a call that may run it. */
        HANDED(2),
        /** Nobody is known to call it: it is made, held or named there. */
        PROBABLY(20);

        private final int cost;

        How(int cost) {
            this.cost = cost;
        }

        int cost() {
            return cost;
        }
    }

    /**
     * @param at where in the caller, as an offset
     */
    record Edge(int from, int to, int at, How how) {}

    /**
     * @param start where the code begins that is meant, and {@code end} where it ends
     */
    record Spot(Script script, Fn fn, int start, int end) {}

    private static final int MOST_SITES = 24;
    private static final int MOST_LOOKED_AT = 200;

    /** A method name that so few calls have says which method is meant. */
    private static final int FEW_OF_ONE_NAME = 6;

    /** So many receivers are looked into for one part of a package. */
    private static final int MOST_RECEIVERS = 20_000;

    private final Evaluator evaluator;
    private final CodePackage code;
    private final Named named;
    private final List<Spot> spots = new ArrayList<>();
    private final Map<Fn, Integer> ids = new IdentityHashMap<>();
    private final Map<Fn, List<Integer>> branches = new IdentityHashMap<>();
    private int receiversLeft = MOST_RECEIVERS;

    CallGraph(Evaluator evaluator, CodePackage code, List<Script> scripts, Mentions mentions) {
        this.evaluator = evaluator;
        this.code = code;
        this.named = new Named(code, scripts, mentions);
    }

    Spot spot(int id) {
        return spots.get(id);
    }

    int size() {
        return spots.size();
    }

    int of(Script script, Fn fn) {
        return ids.computeIfAbsent(
                fn,
                key -> {
                    spots.add(new Spot(script, fn, fn.start(), fn.end()));
                    return spots.size() - 1;
                });
    }

    /** A branch as something of its own: what stands in it is no longer the function's. */
    int branch(Script script, Node branch) {
        var fn = script.top().at(branch.start());
        spots.add(new Spot(script, fn, branch.start(), branch.end()));
        var id = spots.size() - 1;
        branches.computeIfAbsent(fn, key -> new ArrayList<>(2)).add(id);
        return id;
    }

    /** What an offset stands in. */
    int at(Script script, int offset) {
        return within(script, script.top().at(offset), offset);
    }

    private int within(Script script, Fn fn, int offset) {
        var found = -1;
        var smallest = Integer.MAX_VALUE;
        for (var branch : branches.getOrDefault(fn, List.of())) {
            var spot = spots.get(branch);
            if (offset >= spot.start()
                    && offset < spot.end()
                    && spot.end() - spot.start() < smallest) {
                found = branch;
                smallest = spot.end() - spot.start();
            }
        }
        return found >= 0 ? found : of(script, fn);
    }

    /** The calls that lead to a function, the surest there are; none for the top of a file. */
    List<Edge> into(int id) {
        var spot = spots.get(id);
        var fn = spot.fn();
        if (fn.outer() == null || spot.start() != fn.start()) {
            return List.of();
        }
        var edges = new LinkedHashSet<Edge>();
        for (var site : sites(spot.script(), fn)) {
            edge(site, id, How.CALLS, edges);
        }
        methods(spot.script(), fn, id, edges);
        var handed = fn.handedTo();
        if (handed != null) {
            edge(new CallSite(spot.script(), handed), id, How.HANDED, edges);
        }
        if (edges.isEmpty()) {
            guesses(spot.script(), fn, id, edges);
        }
        return List.copyOf(edges);
    }

    private void edge(CallSite site, int to, How how, Set<Edge> edges) {
        var call = site.call();
        // The end of a call is in the function that calls, its start may be in the one called.
        var fn = site.script().top().at(Math.max(call.start(), call.end() - 1));
        var from = within(site.script(), fn, call.focus());
        if (from != to && edges.size() < MOST_SITES) {
            edges.add(new Edge(from, to, call.focus(), how));
        }
    }

    /** Calls by a name that can mean nothing else. */
    private List<CallSite> sites(Script script, Fn fn) {
        var sites = new ArrayList<CallSite>();
        add(script, fn.directCalls(), sites);
        byName(script, fn.names(), sites);
        if (fn.isReturned() && fn.outer() != null) {
            sites(script, fn.outer()).stream()
                    .flatMap(maker -> code.callsOfResult(maker).stream())
                    .limit(MOST_SITES)
                    .forEach(sites::add);
        }
        if (fn.owner() instanceof Cls cls && isConstructor(cls, fn)) {
            constructions(script, cls, sites);
        }
        return sites;
    }

    private static boolean isConstructor(Cls cls, Fn fn) {
        return cls.member("constructor") == fn || fn.title().equals(cls.name());
    }

    private void constructions(Script script, Cls cls, List<CallSite> sites) {
        byName(script, cls.names(), sites);
        for (var call : code.superCalls()) {
            if (call.child().heritage() != null && call.child().heritage().isNamed(cls.name())) {
                sites.add(call.site());
            }
        }
    }

    private void byName(Script script, List<Binding> names, List<CallSite> sites) {
        for (var name : names) {
            add(script, name.calls(), sites);
            for (var exported : code.exportedAs(name)) {
                code.importedCalls(script, exported).stream().limit(MOST_SITES).forEach(sites::add);
            }
        }
    }

    private static void add(Script script, List<Node> calls, List<CallSite> sites) {
        calls.stream().limit(MOST_SITES).forEach(call -> sites.add(new CallSite(script, call)));
    }

    /** {@code receiver.name(…)}, where the receiver is known to have this function. */
    private void methods(Script script, Fn fn, int id, Set<Edge> edges) {
        var cls = fn.owner() instanceof Cls owner && isConstructor(owner, fn) ? owner : null;
        var called = new LinkedHashSet<String>();
        called.add(cls == null ? fn.title() : cls.name());
        for (var name : cls == null ? fn.names() : cls.names()) {
            called.add(name.name());
            called.addAll(code.exportedAs(name));
        }
        for (var name : called) {
            var calls = name.isEmpty() ? List.<CallSite>of() : code.memberCalls(name);
            var unknown = new ArrayList<CallSite>();
            for (var site : calls.subList(0, Math.min(calls.size(), MOST_LOOKED_AT))) {
                if (--receiversLeft < 0) {
                    return;
                }
                var values = evaluator.of(site.script(), site.call().kid(0));
                if (values.isEmpty() && fn.owner() != null) {
                    unknown.add(site);
                }
                for (var value : values) {
                    if (value instanceof Value.Func func && func.fn() == fn
                            || value instanceof Value.ClassOf of && of.cls() == cls) {
                        edge(site, id, How.CALLS, edges);
                    }
                }
            }
            if (edges.isEmpty() && calls.size() <= FEW_OF_ONE_NAME && named.isOnlyMethod(fn)) {
                unknown.forEach(site -> edge(site, id, How.PROBABLY, edges));
            }
        }
    }

    /** Where a function is taken to from which nobody is known to call it. */
    private void guesses(Script script, Fn fn, int id, Set<Edge> edges) {
        for (var name : fn.names()) {
            for (var mention : named.mentions(script, name)) {
                var from = within(mention.script(), mention.in(), mention.at());
                if (from != id && edges.size() < MOST_SITES) {
                    var how = mention.isArgument() ? How.HANDED : How.PROBABLY;
                    edges.add(new Edge(from, id, mention.at(), how));
                }
            }
        }
        if (edges.isEmpty() && fn.owner() instanceof Cls cls) {
            var sites = new ArrayList<CallSite>();
            constructions(script, cls, sites);
            sites.forEach(site -> edge(site, id, How.PROBABLY, edges));
        }
        var outer = fn.outer();
        if (edges.isEmpty() && outer != null) {
            edges.add(new Edge(within(script, outer, fn.start()), id, fn.start(), How.PROBABLY));
        }
    }

    /** The functions handed to {@code setRequestHandler(CallToolRequestSchema, …)}. */
    List<Integer> requestHandlers() {
        var found = new ArrayList<Integer>();
        for (var site : code.memberCalls("setRequestHandler")) {
            var call = site.call();
            if (call.size() > 2 && isToolCall(site.script(), call.kid(1))) {
                for (var value : evaluator.of(site.script(), call.kid(2))) {
                    if (value instanceof Value.Func func) {
                        found.add(of(func.script(), func.fn()));
                    }
                }
            }
        }
        return found;
    }

    private boolean isToolCall(Script script, Node schema) {
        var name = "CallToolRequestSchema";
        if (schema.is(Kind.IDENT) && schema.isNamed(name)) {
            return true;
        }
        return evaluator.of(script, schema).stream()
                .anyMatch(
                        value ->
                                value instanceof Value.External external
                                        && external.path().endsWith("." + name));
    }
}
