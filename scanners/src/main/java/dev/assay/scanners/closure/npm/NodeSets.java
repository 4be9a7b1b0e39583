package dev.assay.scanners.closure.npm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sets of nodes that npm adds and removes together. */
final class NodeSets {

    private NodeSets() {}

    /**
     * The given nodes and what only they lead to: what becomes junk when they go.
     *
     * @param counts which edges are looked at; the others lead nowhere and hold nothing
     */
    static Set<TreeNode> gather(Collection<TreeNode> start, Predicate<Edge> counts) {
        var set = new LinkedHashSet<>(start);
        var queue = new ArrayList<>(set);
        for (var i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut()) {
                var to = edge.to();
                if (to != null && counts.test(edge) && set.add(to)) {
                    queue.add(to);
                }
            }
        }
        var changed = true;
        while (changed) {
            changed = false;
            for (var node : List.copyOf(set)) {
                for (var edge : node.edgesIn()) {
                    if (!set.contains(edge.from()) && counts.test(edge)) {
                        changed = true;
                        set.remove(node);
                        break;
                    }
                }
            }
        }
        return set;
    }

    /** Every group of peers that a node is in, by the edge that brought the group in. */
    static Map<Edge, Set<TreeNode>> peerGroups(TreeNode node) {
        var union = new LinkedHashSet<TreeNode>(List.of(node));
        var queue = new ArrayList<>(union);
        for (var i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut()) {
                var to = edge.to();
                if (to != null && edge.isPeer() && edge.isValid() && union.add(to)) {
                    queue.add(to);
                }
            }
            for (var edge : queue.get(i).edgesIn()) {
                if (edge.isPeer() && edge.isValid() && union.add(edge.from())) {
                    queue.add(edge.from());
                }
            }
        }
        var groups = new LinkedHashMap<Edge, Set<TreeNode>>();
        for (var peer : union) {
            for (var edge : peer.edgesIn()) {
                if (edge.isValid() && (!edge.isPeer() || edge.from().isTop())) {
                    var group = peersFrom(peer);
                    if (group.contains(node)) {
                        groups.put(edge, group);
                    }
                }
            }
        }
        return groups;
    }

    /** The deepest place where a dependency of a name could be put. */
    static TreeNode deepestTarget(TreeNode start, String name) {
        for (var target : start.ancestry()) {
            var edge = target.edgeOut(name);
            if (target.isTop() || edge == null || !edge.isPeer()) {
                return target;
            }
        }
        throw new IllegalStateException("a walk up ends at a root");
    }

    private static Set<TreeNode> peersFrom(TreeNode start) {
        var group = new LinkedHashSet<TreeNode>(List.of(start));
        var queue = new ArrayList<>(group);
        for (var i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut()) {
                var to = edge.to();
                if (to != null && edge.isPeer() && edge.isValid() && group.add(to)) {
                    queue.add(to);
                }
            }
        }
        return group;
    }
}
