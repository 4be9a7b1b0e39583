package dev.assay.scanners.closure.nuget;

import dev.assay.scanners.artifact.nuget.NugetRange;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What needs what, and which version of each is taken, by NuGet's rules (NuGet documentation, "How
 * NuGet resolves package dependencies"): the lowest version that applies; what is asked for nearer
 * to the release wins over what is farther on the same way; among others the highest wins.
 */
final class Graph {

    /** How often a version that is taken may put another one out before that is given up. */
    private static final int MOST_ROUNDS = 200;

    /** A package on one way. */
    static final class Node {

        final String id;
        final NugetVersion version;
        final @Nullable Node parent;
        final List<Node> children = new ArrayList<>();
        List<Needs.Need> needs = List.of();
        private @Nullable Set<String> names;

        Node(String id, NugetVersion version, @Nullable Node parent) {
            this.id = id;
            this.version = version;
            this.parent = parent;
        }

        /** The ids of what it needs. */
        Set<String> names() {
            var made = names;
            if (made == null) {
                made = needs.stream().map(Needs.Need::id).collect(Collectors.toSet());
                names = made;
            }
            return made;
        }

        /** The ids from the release to this one. */
        List<String> way() {
            var way = new ArrayDeque<String>();
            for (var each = this; each != null; each = each.parent) {
                way.addFirst(each.id);
            }
            return List.copyOf(way);
        }
    }

    private final Shelf shelf;
    private final Needs needs;
    private final int most;
    private final Map<Purl, List<Needs.Need>> known = new HashMap<>();

    Graph(Shelf shelf, Needs needs, int most) {
        this.shelf = shelf;
        this.needs = needs;
        this.most = most;
    }

    /** The packages that are taken, the release first, each by the shortest way to it. */
    Map<String, Node> resolve(String id, NugetVersion version) throws InterruptedException {
        var root = new Node(id, version, null);
        walk(root);
        var active = reachable(root, null);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var taken = highest(active);
            var next = reachable(root, taken);
            if (next.equals(active)) {
                return accepted(root, taken);
            }
            active = next;
        }
        throw StoppedException.unresolvable(
                "which versions of what "
                        + id
                        + " needs are taken does not settle within "
                        + MOST_ROUNDS
                        + " rounds");
    }

    private void walk(Node root) throws InterruptedException {
        var queue = new ArrayDeque<Node>(List.of(root));
        var nodes = 1;
        while (!queue.isEmpty()) {
            var node = queue.removeFirst();
            var taken = shelf.taken(node.id, node.version);
            node.needs = known.computeIfAbsent(taken.purl(), any -> needs.of(taken));
            for (var need : node.needs) {
                if (++nodes > most) {
                    throw StoppedException.tooLarge(
                            "what it needs has more than " + most + " places");
                }
                if (isNearer(node, need.id())) {
                    continue;
                }
                var child = new Node(need.id(), lowest(node, need), node);
                node.children.add(child);
                queue.add(child);
            }
        }
    }

    /** Whether something between the release and a package asks for the same itself. */
    private static boolean isNearer(Node node, String id) {
        if (node.id.equals(id)) {
            throw cycle(node, id);
        }
        for (var above = node.parent; above != null; above = above.parent) {
            if (above.id.equals(id)) {
                throw cycle(node, id);
            }
            if (above.names().contains(id)) {
                return true;
            }
        }
        return false;
    }

    private static StoppedException cycle(Node node, String id) {
        return StoppedException.unresolvable(
                String.join(" > ", node.way()) + " needs " + id + " again, which NuGet refuses");
    }

    private NugetVersion lowest(Node node, Needs.Need need) throws InterruptedException {
        var versions = shelf.versions(need.id());
        return need.range()
                .lowest(versions)
                .orElseThrow(
                        () ->
                                StoppedException.unresolvable(
                                        String.join(" > ", node.way())
                                                + " needs "
                                                + need.id()
                                                + " "
                                                + need.range()
                                                + (versions.isEmpty()
                                                        ? ", which the source does not have"
                                                        : ", of which the source has no version")));
    }

    private static Map<String, NugetVersion> highest(Set<Node> nodes) {
        var highest = new HashMap<String, NugetVersion>();
        for (var node : nodes) {
            highest.merge(
                    node.id, node.version, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return highest;
    }

    /** The nodes that the release leads to by what is taken; by all where nothing is said. */
    private static Set<Node> reachable(Node root, @Nullable Map<String, NugetVersion> taken) {
        var reached = new HashSet<Node>();
        var queue = new ArrayDeque<Node>(List.of(root));
        while (!queue.isEmpty()) {
            var node = queue.removeFirst();
            reached.add(node);
            if (taken == null || node.version.equals(taken.get(node.id))) {
                queue.addAll(node.children);
            }
        }
        return reached;
    }

    private static Map<String, Node> accepted(Node root, Map<String, NugetVersion> taken) {
        var accepted = new LinkedHashMap<String, Node>();
        var queue = new ArrayDeque<Node>(List.of(root));
        while (!queue.isEmpty()) {
            var node = queue.removeFirst();
            if (!node.version.equals(taken.get(node.id))) {
                continue;
            }
            accepted.putIfAbsent(node.id, node);
            for (var need : node.needs) {
                check(node, need.id(), need.range(), taken.get(need.id()));
            }
            queue.addAll(node.children);
        }
        return accepted;
    }

    private static void check(
            Node node, String id, NugetRange range, @Nullable NugetVersion taken) {
        if (taken != null && range.holds(taken)) {
            return;
        }
        throw StoppedException.unresolvable(
                String.join(" > ", node.way())
                        + " needs "
                        + id
                        + " "
                        + range
                        + ", and "
                        + (taken == null ? "none" : taken)
                        + " is taken, which NuGet refuses ("
                        + (taken != null
                                        && range.least() != null
                                        && taken.compareTo(range.least()) < 0
                                ? "NU1605"
                                : "NU1107")
                        + ")");
    }
}
