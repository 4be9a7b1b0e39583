package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.artifact.cargo.CfgExpression;
import dev.assay.scanners.artifact.cargo.CrateDependency;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.closure.cargo.Resolution.Line;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the chosen versions one platform takes. Features are united over all that is built, as
 * cargo's first resolver does it: its second turns on the same or fewer for each of its two builds.
 */
final class OnTarget {

    /**
     * A version that is taken.
     *
     * @param way the shortest one, the release's name first
     */
    record Part(IndexEntry entry, Set<String> features, List<String> way) {}

    private record Asked(Set<String> features, boolean defaults) {}

    private final Map<Line, IndexEntry> chosen;
    private final CargoTarget target;
    private final Map<Line, Asked> asked = new LinkedHashMap<>();
    private final Map<Line, Part> parts = new LinkedHashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    OnTarget(Map<Line, IndexEntry> chosen, CargoTarget target) {
        this.chosen = chosen;
        this.target = target;
    }

    /** All that is taken, the release first. */
    Map<Line, Part> from(IndexEntry root) {
        var queue = new ArrayDeque<Line>();
        var ways = new HashMap<Line, List<String>>();
        var start = Line.of(root);
        asked.put(start, new Asked(Set.of(), true));
        ways.put(start, List.of(root.name()));
        queue.add(start);
        while (!queue.isEmpty()) {
            var line = queue.poll();
            var entry = chosen.get(line);
            var now = asked.get(line);
            var wanted =
                    entry == null || now == null
                            ? null
                            : Wanted.of(entry, now.features(), now.defaults(), false).orElse(null);
            if (entry == null || wanted == null) {
                continue;
            }
            var way = ways.getOrDefault(line, List.of());
            parts.put(line, new Part(entry, wanted.features(), way));
            wanted.dependencies()
                    .forEach(
                            (dependency, features) -> {
                                var child = child(dependency);
                                if (child != null && add(child, features, dependency.defaults())) {
                                    var longer = new ArrayList<>(way);
                                    longer.add(child.crate());
                                    ways.putIfAbsent(child, List.copyOf(longer));
                                    queue.add(child);
                                }
                            });
        }
        return parts;
    }

    /** Conditions that are not known, so that what they are for was counted in. */
    Set<String> unknown() {
        return unknown;
    }

    private @Nullable Line child(CrateDependency dependency) {
        var condition = CfgExpression.on(dependency.target(), target);
        if (condition.unknown()) {
            unknown.add(String.valueOf(dependency.target()));
        }
        return condition.holds()
                ? chosen.values().stream()
                        .filter(each -> each.name().equals(dependency.crate()))
                        .filter(each -> dependency.requirement().accepts(each.version()))
                        .max(Comparator.comparing(IndexEntry::version))
                        .map(Line::of)
                        .orElse(null)
                : null;
    }

    private boolean add(Line line, Set<String> features, boolean defaults) {
        var before = asked.get(line);
        var all = new TreeSet<>(features);
        if (before != null) {
            all.addAll(before.features());
        }
        var now = new Asked(all, defaults || before != null && before.defaults());
        asked.put(line, now);
        return !now.equals(before);
    }
}
