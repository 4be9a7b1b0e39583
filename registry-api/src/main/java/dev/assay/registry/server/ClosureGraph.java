package dev.assay.registry.server;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.DependencyPaths;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A closure as people look through it: every package once, under the one that leads to it on the
 * shortest way from the release, so that a closure of a thousand packages stays a thousand lines.
 */
public final class ClosureGraph {

    /**
     * One package at one place.
     *
     * @param way the names from the release to it, its own last
     * @param copies at how many versions this name is in the closure
     */
    public record Node(LockedPackage locked, List<String> way, int copies) {

        public String name() {
            return locked.purl().packageName();
        }

        public String version() {
            return locked.purl().exactVersion();
        }

        /** How many steps it is from the release. */
        public int depth() {
            return way.size() - 1;
        }
    }

    /** A node with what hangs on it. */
    public record Branch(Node node, List<Branch> branches) {

        public Branch {
            branches = List.copyOf(branches);
        }

        /** How many packages hang on it, however deep. */
        public int size() {
            return branches.stream().mapToInt(each -> 1 + each.size()).sum();
        }
    }

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<Node>> below = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> versions = new TreeMap<>();

    private ClosureGraph() {}

    /** Of the packages of a closure, the release itself first; none where it is not resolved. */
    static ClosureGraph of(Purl release, List<LockedPackage> packages) {
        var graph = new ClosureGraph();
        var paths = DependencyPaths.of(new Closure(release, packages));
        packages.forEach(
                each ->
                        graph.versions
                                .computeIfAbsent(each.purl().packageName(), name -> new TreeSet<>())
                                .add(each.purl().exactVersion()));
        var byWay = new LinkedHashMap<List<String>, String>();
        for (var each : packages) {
            var node =
                    new Node(
                            each,
                            paths.to(each),
                            graph.versions
                                    .getOrDefault(each.purl().packageName(), new TreeSet<>())
                                    .size());
            graph.nodes.put(each.path(), node);
            byWay.putIfAbsent(node.way(), each.path());
        }
        for (var node : graph.nodes.values()) {
            if (!node.locked().path().isEmpty()) {
                var way = node.way();
                var parent = way.size() < 2 ? "" : byWay.get(way.subList(0, way.size() - 1));
                graph.below
                        .computeIfAbsent(parent == null ? "" : parent, path -> new ArrayList<>())
                        .add(node);
            }
        }
        graph.below.values().forEach(each -> each.sort(Comparator.comparing(Node::name)));
        return graph;
    }

    /** How many packages there are, the release itself left out. */
    public int size() {
        return Math.max(0, nodes.size() - 1);
    }

    public boolean isResolved() {
        return !nodes.isEmpty();
    }

    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** What the release itself asks for, each with what hangs on it. */
    public List<Branch> direct() {
        return branches("");
    }

    private List<Branch> branches(String path) {
        return below.getOrDefault(path, List.of()).stream()
                .map(each -> new Branch(each, branches(each.locked().path())))
                .toList();
    }

    /** Names that are there at several versions, with these. */
    public Map<String, List<String>> duplicates() {
        var several = new TreeMap<String, List<String>>();
        versions.forEach(
                (name, all) -> {
                    if (all.size() > 1) {
                        several.put(name, List.copyOf(all));
                    }
                });
        return several;
    }

    /**
     * The packages whose name, or {@code name@version}, holds a text; names that begin with it
     * first, then the nearest to the release.
     */
    public List<Node> search(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return nodes.values().stream()
                .filter(each -> !each.locked().path().isEmpty())
                .filter(
                        each ->
                                (each.name() + "@" + each.version())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                .sorted(
                        Comparator.comparing((Node each) -> !each.name().startsWith(wanted))
                                .thenComparing(Node::depth)
                                .thenComparing(Node::name)
                                .thenComparing(Node::version))
                .toList();
    }
}
