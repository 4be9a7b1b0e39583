package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.CallPath.Start;
import dev.assay.scanners.finding.CallPath.Step;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.CallGraph.Edge;
import dev.assay.scanners.javascript.CallGraph.How;
import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * For each place where the package does something that matters, one path by which running code
 * comes there. Callers are looked for from those places backwards, each function once; then one
 * search from all tools and from the start-up finds the nearest for all of them.
 */
final class CallPaths {

    private static final int MOST_FUNCTIONS = 20_000;

    /** A tool that is a few calls farther away than the start-up says more. */
    private static final int START_UP_COST = 15;

    private static final int ANY_TOOL_COST = 4;

    /** Where a path may begin. */
    private record Root(Start start, String name, List<Step> before, int cost) {}

    private final CallGraph graph;
    private final CodePackage code;
    private final StartUp startUp;
    private final Set<String> offering;
    private final Map<Integer, Root> roots = new HashMap<>();
    private final List<List<Edge>> leadsTo = new ArrayList<>();
    private int @Nullable [] costs;
    private Edge @Nullable [] by;
    private boolean isCut;

    CallPaths(
            Evaluator evaluator,
            CodePackage code,
            List<Script> scripts,
            StartUp startUp,
            Mentions mentions) {
        this.graph = new CallGraph(evaluator, code, scripts, mentions);
        this.code = code;
        this.startUp = startUp;
        this.offering = offering(startUp.roots());
    }

    /** A tool, a prompt or a resource with its functions, and the branches its name leads to. */
    void offered(FindingKind kind, String name, List<Func> handlers, List<CallSite> branches) {
        var start =
                switch (kind) {
                    case PROMPT_CHANGED -> Start.PROMPT;
                    case RESOURCE_CHANGED -> Start.RESOURCE;
                    default -> Start.TOOL;
                };
        for (var handler : handlers) {
            root(graph.of(handler.script(), handler.fn()), new Root(start, name, List.of(), 0));
        }
        if (handlers.isEmpty()) {
            for (var branch : branches) {
                root(
                        graph.branch(branch.script(), branch.call()),
                        new Root(start, name, List.of(), 0));
            }
        }
    }

    private void root(int id, Root root) {
        roots.merge(id, root, (one, other) -> other.cost() < one.cost() ? other : one);
    }

    /** Follows all places at once; only then is there a path to any of them. */
    void follow(List<Report.Spot> places) {
        for (var handler : graph.requestHandlers()) {
            root(handler, new Root(Start.TOOL, "", List.of(), ANY_TOOL_COST));
        }
        var waiting = new ArrayDeque<Integer>();
        var seen = new BitSet();
        for (var place : places) {
            var id = graph.at(place.script(), place.at());
            if (!seen.get(id)) {
                seen.set(id);
                waiting.add(id);
            }
        }
        while (!waiting.isEmpty()) {
            var id = waiting.remove();
            start(id);
            var root = roots.get(id);
            if (root != null && root.cost() == 0) {
                continue;
            }
            if (seen.cardinality() > MOST_FUNCTIONS) {
                isCut = true;
                break;
            }
            for (var edge : graph.into(id)) {
                out(edge.from()).add(edge);
                if (!seen.get(edge.from())) {
                    seen.set(edge.from());
                    waiting.add(edge.from());
                }
            }
        }
        search();
    }

    private List<Edge> out(int id) {
        while (leadsTo.size() <= id) {
            leadsTo.add(new ArrayList<>(2));
        }
        return leadsTo.get(id);
    }

    /** The top of a file runs when the file is loaded; what it exports, whenever somebody likes. */
    private void start(int id) {
        var spot = graph.spot(id);
        var file = spot.script().file();
        if (spot.fn().outer() == null) {
            var loaded = startUp.to(file);
            if (loaded != null) {
                var cost = START_UP_COST + loaded.steps().size();
                root(id, new Root(Start.START_UP, loaded.name(), loaded.steps(), cost));
            }
        } else if (isOffered(spot.script(), spot.fn())) {
            root(id, new Root(Start.IMPORT, "", List.of(), START_UP_COST));
        }
    }

    /** Whether whoever imports the package can call a function. */
    private boolean isOffered(Script script, Fn fn) {
        return offering.contains(script.file())
                && fn.names().stream().anyMatch(name -> !code.exportedAs(name).isEmpty());
    }

    /** The files that start, and those whose names they hand on as their own. */
    private Set<String> offering(Set<String> files) {
        var found = new HashSet<>(files);
        var waiting = new ArrayDeque<>(files);
        while (!waiting.isEmpty()) {
            var script = code.script(waiting.remove());
            for (var export : script == null ? List.<Script.Export>of() : script.exports()) {
                var target =
                        script == null || export.specifier().isEmpty()
                                ? null
                                : code.script(script, export.specifier());
                if (target != null && found.add(target.file())) {
                    waiting.add(target.file());
                }
            }
        }
        return found;
    }

    private void search() {
        var size = graph.size();
        var cost = new int[size];
        var edges = new Edge[size];
        Arrays.fill(cost, Integer.MAX_VALUE);
        var queue = new PriorityQueue<Long>();
        roots.forEach(
                (id, root) -> {
                    cost[id] = root.cost();
                    queue.add((long) root.cost() << 32 | id);
                });
        while (!queue.isEmpty()) {
            var next = queue.remove();
            var id = (int) (long) next;
            if (next >> 32 > cost[id]) {
                continue;
            }
            for (var edge : out(id)) {
                var total = cost[id] + edge.how().cost();
                if (total < cost[edge.to()]) {
                    cost[edge.to()] = total;
                    edges[edge.to()] = edge;
                    queue.add((long) total << 32 | edge.to());
                }
            }
        }
        costs = cost;
        by = edges;
    }

    /** The path to a place that was followed. */
    CallPath to(Report.Spot place, Fact fact) {
        var id = graph.at(place.script(), place.at());
        if (costs == null || by == null || id >= costs.length || costs[id] == Integer.MAX_VALUE) {
            return CallPath.notFound(missing(fact));
        }
        var steps = new ArrayList<Step>();
        var at = place.at();
        var here = id;
        for (var edge = by[here]; edge != null; edge = by[here]) {
            steps.add(step(here, at, edge.how() != How.PROBABLY));
            at = edge.at();
            here = edge.from();
        }
        steps.add(step(here, at, true));
        var root = roots.get(here);
        if (root == null) {
            return CallPath.notFound(missing(fact));
        }
        Collections.reverse(steps);
        steps.addAll(0, root.before());
        return CallPath.of(root.start(), root.name(), steps, end(fact));
    }

    private String missing(Fact fact) {
        if (!fact.reachable()) {
            return "no entry point leads to this file";
        }
        return isCut
                ? "there is more code than is followed"
                : "no call that could be followed leads here";
    }

    private Step step(int id, int at, boolean sure) {
        var spot = graph.spot(id);
        var script = spot.script();
        var name = spot.fn().outer() == null ? "" : spot.fn().title();
        return new Step(name, script.file(), script.line(at), sure);
    }

    private static String end(Fact fact) {
        var detail = fact.detail();
        return switch (fact.kind()) {
            case ENV_ACCESS ->
                    fact.value().equals("*") ? "process.env" : "process.env." + fact.value();
            case FS_ACCESS -> String.valueOf(detail.getOrDefault("method", ""));
            default -> detail.get("sink") instanceof String sink ? sink : "";
        };
    }
}
