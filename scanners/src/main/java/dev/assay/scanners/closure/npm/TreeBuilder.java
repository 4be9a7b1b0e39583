package dev.assay.scanners.closure.npm;

import dev.assay.scanners.closure.npm.ManifestSource.Pick;
import dev.assay.scanners.closure.npm.PlacementCheck.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Builds the tree that {@code npm install} would build in an empty folder, step by step as npm's
 * {@code buildIdealTree} does. What the steps depend on (order of names, what a peer is resolved
 * beside) is kept as it is there, since another order gives another set of versions.
 */
final class TreeBuilder {

    private final ManifestSource manifests;
    private final ClosureLimits limits;
    private final TreeNode project;
    private final List<TreeNode> queue = new ArrayList<>();
    private final Set<TreeNode> seen = new HashSet<>();
    private final Set<TreeNode> failures = new HashSet<>();
    private final Map<TreeNode, TreeNode> virtualRoots = new HashMap<>();
    private final Map<TreeNode, TreeNode> peerSources = new HashMap<>();
    private int attempts;
    private int peerDepth;

    TreeBuilder(ManifestSource manifests, ClosureLimits limits, TreeNode project) {
        this.manifests = manifests;
        this.limits = limits;
        this.project = project;
    }

    /** Fills the project's tree. */
    void build() throws Resolution, InterruptedException {
        enqueue(project);
        while (!queue.isEmpty()) {
            queue.sort(
                    Comparator.comparingInt(TreeNode::depth)
                            .thenComparing(TreeNode::location, NameOrder.INSTANCE));
            var node = queue.removeFirst();
            if (node.root() == project && seen.add(node)) {
                settle(node);
            }
        }
    }

    private record Task(Edge edge, TreeNode dep) {}

    private void settle(TreeNode node) throws Resolution, InterruptedException {
        var tasks = new ArrayList<Task>();
        var peerSource = peerSources.getOrDefault(node, node);
        for (var edge : problems(node)) {
            if (!edge.peerConflicted) {
                tasks.add(new Task(edge, candidate(edge, edge.isPeer() ? peerSource : node)));
            }
        }
        tasks.sort(Comparator.comparing(task -> task.edge().name(), NameOrder.INSTANCE));
        for (var task : tasks) {
            follow(Placement.place(task.dep(), task.edge(), isRequest(task.edge())));
            if (project.subtree().size() > limits.packages()) {
                throw Resolution.tooLarge("it needs more than " + limits.packages() + " packages");
            }
        }
    }

    private TreeNode candidate(Edge edge, TreeNode source) throws Resolution, InterruptedException {
        var virtualRoot = virtualRoots.computeIfAbsent(source, TreeNode::virtualRoot);
        var known = virtualRoot.edgeOut(edge.name());
        var found = known != null && known.isValid() ? known.to() : null;
        if (found != null && found.satisfies(edge)) {
            return found;
        }
        if (edge.isOptionalPeer()) {
            var elsewhere =
                    nearby(Objects.requireNonNullElse(edge.from().parent(), edge.from()), edge);
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        var required = new HashSet<TreeNode>(List.of(edge.from()));
        return fromEdge(edge, edge.isPeer() ? virtualRoot : null, null, required);
    }

    /** Looks at what a placement changed, the peers placed along included. */
    private void follow(Placement placement) {
        var placed = placement.placed();
        if (placed != null) {
            if (placed.failure() != null) {
                failures.add(placed);
            }
            for (var user : placed.edgesInNow()) {
                if (user == placement.edge() || user.isValid() || user.peerConflicted) {
                    continue;
                }
                if (placement.selfVerdict() == Verdict.OK
                        || placement.selfVerdict() == Verdict.REPLACE) {
                    again(user.from());
                }
            }
            enqueue(placed);
            placement.unsettled().forEach(this::again);
            for (var edge : problems(placed)) {
                manifests.expect(edge.spec());
            }
        }
        placement.peers().forEach(this::follow);
    }

    private void again(TreeNode node) {
        seen.remove(node);
        enqueue(node);
    }

    private void enqueue(TreeNode node) {
        if (!queue.contains(node)) {
            queue.add(node);
        }
    }

    private boolean isRequest(Edge edge) {
        return edge.from() == project;
    }

    private List<Edge> problems(TreeNode node) {
        var problems = new ArrayList<Edge>();
        for (var edge : node.edgesOut()) {
            var to = edge.to();
            if (to != null && failures.contains(to)) {
                continue;
            }
            var missing = to == null && !edge.isOptionalPeer();
            if (missing || to != null && !edge.isValid() || isRequest(edge)) {
                problems.add(edge);
            }
        }
        return problems;
    }

    /** Something that is in the tree already and would do, nearest to a node first. */
    private static @Nullable TreeNode nearby(TreeNode start, Edge edge) {
        for (var node : start.subtree()) {
            if (node != start && node.name().equals(edge.name()) && node.satisfies(edge)) {
                return node;
            }
        }
        return null;
    }

    /** Makes the package an edge asks for, beside its peers, in a virtual root. */
    private TreeNode fromEdge(
            Edge edge, @Nullable TreeNode given, @Nullable Edge second, Set<TreeNode> required)
            throws Resolution, InterruptedException {
        var root = given != null ? given : newVirtualRoot(edge.from());
        var first = fromSpec(edge, root);
        var other = second != null && !second.isValid() ? fromSpec(second, root) : null;
        var node = other != null && edge.isValid() ? other : first;
        node.attach(root);
        if (isDemanded(edge, required) || second != null && isDemanded(second, required)) {
            required.add(node);
        }
        peerSources.put(node, root.source());
        if (++peerDepth > limits.peerDepth()) {
            throw Resolution.tooLarge(
                    "a chain of more than "
                            + limits.peerDepth()
                            + " peer dependencies leads to "
                            + edge);
        }
        loadPeers(node, required);
        peerDepth--;
        return node;
    }

    private static boolean isDemanded(Edge edge, Set<TreeNode> required) {
        return required.contains(edge.from()) && !edge.isOptionalPeer();
    }

    private TreeNode newVirtualRoot(TreeNode node) {
        var root = TreeNode.virtualRoot(node);
        virtualRoots.put(node, root);
        return root;
    }

    private TreeNode fromSpec(Edge edge, TreeNode root) throws Resolution, InterruptedException {
        if (++attempts > limits.attempts()) {
            throw Resolution.tooLarge(
                    "more than "
                            + limits.attempts()
                            + " packages were considered; the last was "
                            + edge);
        }
        return switch (manifests.pick(edge.spec())) {
            case Pick.Picked(var manifest) -> TreeNode.of(edge.name(), manifest, root);
            case Pick.Missing(var reason) -> {
                var failed = TreeNode.failed(edge.name(), edge + ": " + reason, root);
                failures.add(failed);
                yield failed;
            }
        };
    }

    private void loadPeers(TreeNode node, Set<TreeNode> required)
            throws Resolution, InterruptedException {
        var peers = new ArrayList<Edge>();
        for (var edge : node.edgesOut()) {
            if (edge.isPeer() && !(edge.isValid() && edge.to() != null)) {
                peers.add(edge);
            }
        }
        peers.sort(Comparator.comparing(Edge::name, NameOrder.INSTANCE));
        for (var edge : peers) {
            var root = node.parent();
            if (root == null) {
                return;
            }
            var current = edge.to();
            if (current != null && edge.isValid()) {
                continue;
            }
            var conflictIsFine = !root.source().isTop();
            if (current == null) {
                var rootEdge = root.edgeOut(edge.name());
                if (rootEdge == null) {
                    fromEdge(edge, root, null, required);
                    continue;
                }
                var dep = fromEdge(rootEdge, root, edge, required);
                if (edge.isValid()) {
                    continue;
                }
                if (conflictIsFine || !required.contains(dep)) {
                    edge.peerConflicted = true;
                    continue;
                }
                if (node.parent() == null) {
                    return;
                }
                throw conflict(edge);
            }
            var wanted = fromEdge(edge, null, null, required);
            if (current.canBeReplacedBy(wanted, Set.of())) {
                fromEdge(edge, root, null, required);
            } else if (!conflictIsFine && required.contains(edge.from())) {
                throw conflict(edge);
            }
        }
    }

    private static Resolution conflict(Edge edge) {
        return Resolution.unresolvable(
                "the peer dependency "
                        + edge
                        + " contradicts what the release itself asks for; npm refuses to install it");
    }
}
