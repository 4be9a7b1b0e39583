package dev.assay.scanners.closure.npm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which packages a tree needs, and which it can do without. */
final class DependencyFlags {

    private final Set<TreeNode> required = new HashSet<>();

    /** Follows what is required from a root. */
    DependencyFlags(TreeNode project) {
        var queue = new ArrayList<TreeNode>(List.of(project));
        required.add(project);
        for (var i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut()) {
                var to = edge.to();
                if (to != null && !edge.isOptional() && required.add(to)) {
                    queue.add(to);
                }
            }
        }
    }

    boolean isOptional(TreeNode node) {
        return !required.contains(node);
    }

    /** What goes along when an optional package cannot be had: all that only its branch needs. */
    static Set<TreeNode> goneWith(TreeNode failed) {
        var set = new LinkedHashSet<TreeNode>(List.of(failed));
        var queue = new ArrayList<>(set);
        for (var i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesIn()) {
                if (!edge.isOptional() && set.add(edge.from())) {
                    queue.add(edge.from());
                }
            }
        }
        return NodeSets.gather(set, edge -> !set.contains(edge.to()));
    }
}
