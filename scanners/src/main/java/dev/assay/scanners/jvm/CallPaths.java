package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.CallPath.Start;
import dev.assay.scanners.finding.CallPath.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** For each place where the package acts, one way by which running code comes there. */
final class CallPaths {

    private static final int TOOL_COST = 0;
    private static final int START_UP_COST = 15;
    private static final int IMPORT_COST = 40;

    /** Where a path begins. */
    record Root(Start start, String name, Method method) {}

    private record Way(Method method, int cost, Root root, Graph.@Nullable Edge by) {}

    private final Map<Method, Way> best = new HashMap<>();

    CallPaths(Graph graph, List<Root> roots) {
        var waiting =
                new PriorityQueue<Way>(
                        java.util.Comparator.comparingInt(Way::cost)
                                .thenComparing(way -> way.method().owner().name())
                                .thenComparing(way -> way.method().key()));
        for (var root : roots) {
            var cost =
                    switch (root.start()) {
                        case START_UP -> START_UP_COST;
                        case IMPORT -> IMPORT_COST;
                        default -> TOOL_COST;
                    };
            waiting.add(new Way(root.method(), cost, root, null));
        }
        while (!waiting.isEmpty()) {
            var way = waiting.remove();
            if (best.putIfAbsent(way.method(), way) != null) {
                continue;
            }
            for (var edge : graph.callsOf(way.method())) {
                if (!best.containsKey(edge.to())) {
                    waiting.add(new Way(edge.to(), way.cost() + 1, way.root(), edge));
                }
            }
        }
    }

    /** The path to a place, as a detail. */
    Map<String, Object> to(Origin place, String end) {
        var way = best.get(place.in());
        if (way == null) {
            return CallPath.notFound("no call of it from a beginning could be followed").toDetail();
        }
        var root = way.root();
        var steps = new ArrayList<Step>();
        steps.add(new Step(place.in().title(), place.in().owner().file(), place.line(), true));
        for (var by = way.by(); by != null; ) {
            var from = by.from();
            steps.addFirst(
                    new Step(
                            from.title(),
                            from.owner().file(),
                            new Origin(from, by.index()).line(),
                            true));
            var before = best.get(from);
            by = before == null ? null : before.by();
        }
        return CallPath.of(root.start(), root.name(), steps, end).toDetail();
    }
}
