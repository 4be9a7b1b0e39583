package dev.assay.scanners.closure.npm;

import dev.assay.scanners.closure.npm.PlacementCheck.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Puts a package and its peers as far up the tree as they go, and takes out what that makes
 * superfluous: npm's {@code PlaceDep}.
 */
final class Placement {

    private final TreeNode dep;
    private final Edge edge;
    private final boolean explicitRequest;
    private final @Nullable Placement parent;
    private final List<Placement> peers = new ArrayList<>();
    private final Set<TreeNode> unsettled = new LinkedHashSet<>();
    private @Nullable PlacementCheck where;
    private @Nullable TreeNode placed;

    private Placement(
            TreeNode dep, Edge edge, boolean explicitRequest, @Nullable Placement parent) {
        this.dep = dep;
        this.edge = edge;
        this.explicitRequest = explicitRequest;
        this.parent = parent;
    }

    static Placement place(TreeNode dep, Edge edge, boolean explicitRequest) throws Resolution {
        return new Placement(dep, edge, explicitRequest, null).run();
    }

    Edge edge() {
        return edge;
    }

    /** What was put into the tree; null where nothing was. */
    @Nullable TreeNode placed() {
        return placed;
    }

    /** The peers that were placed along with it. */
    List<Placement> peers() {
        return peers;
    }

    /** Nodes whose dependencies have to be looked at again. */
    Set<TreeNode> unsettled() {
        return unsettled;
    }

    Verdict selfVerdict() {
        return Objects.requireNonNull(where, "nothing was placed").selfVerdict();
    }

    private Placement run() throws Resolution {
        if (edge.to() != null && edge.isValid() && !explicitRequest) {
            return this;
        }
        var check = findPlace();
        if (check == null) {
            return this;
        }
        where = check;
        var target = check.target();
        var verdict = check.verdict() == Verdict.CONFLICT ? check.selfVerdict() : check.verdict();
        if (verdict == Verdict.KEEP) {
            if (edge.isPeer() && !edge.isValid()) {
                edge.peerConflicted = true;
            }
            prune(target, true);
            return this;
        }
        for (var up : target.ancestry()) {
            if (!up.isTop() && up.matches(dep)) {
                placed = TreeNode.link(up, target);
                return this;
            }
        }
        var node = dep.copy();
        placed = node;
        var old = target.child(edge.name());
        if (old == null) {
            node.attach(target);
        } else {
            replace(old, node, target);
        }
        if (edge.isPeer() && !node.satisfies(edge)) {
            edge.peerConflicted = true;
        }
        pruneDuplicates(node, target);
        placePeers(node);
        return this;
    }

    private @Nullable PlacementCheck findPlace() throws Resolution {
        PlacementCheck whole = null;
        PlacementCheck alone = null;
        for (var target : start().ancestry()) {
            var targetEdge = target.edgeOut(edge.name());
            if (!target.isTop() && targetEdge != null && targetEdge.isPeer()) {
                continue;
            }
            var above = parent == null ? null : parent.where;
            var check = new PlacementCheck(dep, target, edge, above, explicitRequest);
            if (check.selfVerdict() != Verdict.CONFLICT) {
                alone = check;
            }
            if (check.verdict() == Verdict.CONFLICT) {
                break;
            }
            whole = check;
            if (dep.failure() != null) {
                break;
            }
        }
        if (whole != null) {
            return whole;
        }
        if (isForTheRequest()) {
            throw Resolution.unresolvable(
                    "the peer dependencies around "
                            + edge
                            + " contradict each other; npm refuses to install it");
        }
        if (alone == null) {
            edge.peerConflicted = true;
        }
        return alone;
    }

    private TreeNode start() {
        return NodeSets.deepestTarget(parent == null ? edge.from() : parent.start(), edge.name());
    }

    private void replace(TreeNode old, TreeNode node, TreeNode target) {
        var junk = new ArrayList<TreeNode>();
        for (var gone : old.edgesOut()) {
            var to = gone.to();
            if (to != null && node.edgeOut(gone.name()) == null) {
                junk.addAll(NodeSets.gather(List.of(to), other -> other.to() != to));
            }
        }
        var displaced = new ArrayList<TreeNode>();
        for (var user : old.edgesInNow()) {
            if (node.satisfies(user)
                    || !user.isPeer()
                    || user.from().parent() != target
                    || user.peerConflicted) {
                continue;
            }
            for (var entry : NodeSets.peerGroups(user.from()).keySet()) {
                var entryNode = Objects.requireNonNull(entry.to(), "a valid edge leads somewhere");
                if (entryNode != target && !entry.from().isTop()) {
                    displaced.addAll(
                            NodeSets.gather(
                                    List.of(entryNode),
                                    other -> other.to() != entryNode && !other.peerConflicted));
                } else {
                    user.peerConflicted = true;
                }
            }
        }
        node.replace(old);
        pruneAfterReplacement(node, junk);
        for (var gone : displaced) {
            gone.edgesIn().forEach(user -> unsettled.add(user.from()));
            gone.detach();
        }
    }

    private static void pruneAfterReplacement(TreeNode node, List<TreeNode> junk) {
        var invalid = new LinkedHashSet<TreeNode>();
        for (var out : node.edgesOut()) {
            var to = out.to();
            if (to != null && !out.isValid()) {
                invalid.add(to);
            }
        }
        for (var gone : junk) {
            invalid.addAll(
                    NodeSets.gather(List.of(gone), other -> other.to() != gone && other.isValid()));
        }
        NodeSets.gather(
                        invalid,
                        other -> other.from() != node && other.to() != node && other.isValid())
                .forEach(TreeNode::detach);
    }

    private void pruneDuplicates(TreeNode node, TreeNode target) {
        var found = edge.to();
        if (found != null && edge.isValid() && found != node) {
            prune(found, false);
        }
        var root = target.root();
        for (var other : root.named(edge.name())) {
            if (other.root() == root && other.isDescendantOf(target) && !other.isTop()) {
                prune(other, false);
                if (other.root() == root) {
                    other.children().forEach(child -> prune(child, false));
                }
            }
        }
    }

    private void prune(TreeNode node, boolean descend) {
        if (node.canDedupe(explicitRequest)) {
            NodeSets.gather(List.of(node), other -> other.to() != node && other.isValid())
                    .forEach(TreeNode::detach);
        } else if (descend) {
            var children = new ArrayList<>(node.children());
            children.sort(Comparator.comparing(TreeNode::location, NameOrder.INSTANCE));
            children.forEach(child -> prune(child, true));
        }
    }

    private void placePeers(TreeNode node) throws Resolution {
        var virtualRoot = dep.parent();
        for (var peerEdge : node.edgesOut()) {
            if (virtualRoot == null
                    || peerEdge.isValid()
                    || !peerEdge.isPeer()
                    || peerEdge.peerConflicted) {
                continue;
            }
            var peer = virtualRoot.child(peerEdge.name());
            if (peer != null && peer.satisfies(peerEdge)) {
                peers.add(new Placement(peer, peerEdge, explicitRequest, this).run());
            }
        }
    }

    /** Whether a conflict is the project's own, which npm never overrides. */
    private boolean isForTheRequest() {
        var entry = parent == null ? edge : topEdge();
        if (entry.from().isTop()) {
            return true;
        }
        if (!entry.isPeer()) {
            return false;
        }
        var hasPeers = false;
        for (var user : entry.from().edgesIn()) {
            if (user.isPeer()) {
                hasPeers = true;
            } else if (user.from().isTop()) {
                return true;
            }
        }
        return hasPeers
                && NodeSets.peerGroups(entry.from()).keySet().stream()
                        .anyMatch(group -> group.from().isTop());
    }

    private Edge topEdge() {
        return parent == null ? edge : parent.topEdge();
    }
}
