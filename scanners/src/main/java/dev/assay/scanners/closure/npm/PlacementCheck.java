package dev.assay.scanners.closure.npm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a package, with the peers that go along with it, can be put into one folder: npm's {@code
 * CanPlaceDep}. It only looks and changes nothing.
 */
final class PlacementCheck {

    enum Verdict {
        /** Nothing is there. */
        OK,
        /** What is there will do. */
        KEEP,
        /** What is there can make room. */
        REPLACE,
        CONFLICT
    }

    private final TreeNode dep;
    private final TreeNode target;
    private final Edge edge;
    private final @Nullable PlacementCheck parent;
    private final List<TreeNode> peerPath;
    private final boolean preferDedupe;
    private final boolean explicitRequest;
    private final @Nullable TreeNode current;
    private final @Nullable Edge targetEdge;
    private @Nullable Verdict peersVerdict;
    private @Nullable Verdict selfVerdict;
    private final Verdict verdict;

    PlacementCheck(
            TreeNode dep,
            TreeNode target,
            Edge edge,
            @Nullable PlacementCheck parent,
            boolean explicitRequest) {
        this(dep, target, edge, parent, List.of(), edge.isPeer(), explicitRequest);
    }

    private PlacementCheck(
            TreeNode dep,
            TreeNode target,
            Edge edge,
            @Nullable PlacementCheck parent,
            List<TreeNode> peerPath,
            boolean preferDedupe,
            boolean explicitRequest) {
        this.dep = dep;
        this.target = target;
        this.edge = edge;
        this.parent = parent;
        this.peerPath = peerPath;
        this.preferDedupe = preferDedupe;
        this.explicitRequest = explicitRequest;
        this.current = target.child(edge.name());
        this.targetEdge = target.edgeOut(edge.name());
        this.verdict = check();
    }

    TreeNode target() {
        return target;
    }

    /** For the package and its peers together. */
    Verdict verdict() {
        return verdict;
    }

    /** For the package alone. */
    Verdict selfVerdict() {
        return Objects.requireNonNullElse(selfVerdict, verdict);
    }

    private Verdict check() {
        if (dep.failure() != null) {
            return current == null ? Verdict.OK : Verdict.REPLACE;
        }
        if (targetEdge != null && targetEdge.isPeer() && !target.isTop()) {
            return Verdict.CONFLICT;
        }
        if (current == null
                && targetEdge != null
                && !dep.satisfies(targetEdge)
                && targetEdge != edge) {
            return Verdict.CONFLICT;
        }
        return current == null ? checkEmptyPlace() : checkTakenPlace(current);
    }

    private Verdict checkTakenPlace(TreeNode there) {
        var overridden = !dep.satisfies(edge);
        if (dep.matches(there) && (there.satisfies(edge) || overridden)) {
            return explicitRequest ? Verdict.REPLACE : Verdict.KEEP;
        }
        var mine = dep.parsedVersion();
        var theirs = there.parsedVersion();
        var notOlder = mine != null && theirs != null && mine.compareTo(theirs) >= 0;
        if (notOlder && there.canBeReplacedBy(dep, Set.of())) {
            var withPeers = peers(Verdict.REPLACE);
            if (withPeers != Verdict.CONFLICT) {
                return withPeers;
            }
        }
        if (there.satisfies(edge) && (!explicitRequest || preferDedupe)) {
            return Verdict.KEEP;
        }
        if (preferDedupe && !notOlder && there.canBeReplacedBy(dep, Set.of())) {
            var withPeers = peers(Verdict.REPLACE);
            if (withPeers != Verdict.CONFLICT) {
                return withPeers;
            }
        }
        if (target != deepestTarget()) {
            return Verdict.CONFLICT;
        }
        if (!edge.isPeer() && target == edge.from()) {
            return peers(Verdict.REPLACE);
        }
        if (parent == null && !edge.isPeer()) {
            return Verdict.CONFLICT;
        }
        return canMoveGroups(there) ? peers(Verdict.REPLACE) : Verdict.CONFLICT;
    }

    /** Whether every group of peers that holds what is there can be replaced or put deeper. */
    private boolean canMoveGroups(TreeNode there) {
        var virtualRoot = Objects.requireNonNull(dep.parent(), "a package is placed from a root");
        var canReplace = true;
        for (var group : NodeSets.peerGroups(there).entrySet()) {
            var entryEdge = group.getKey();
            if (entryEdge == edge || entryEdge == top().edge) {
                continue;
            }
            var entryNode = Objects.requireNonNull(entryEdge.to(), "a valid edge leads somewhere");
            var replacement = virtualRoot.child(entryNode.name());
            if (replacement != null
                    && entryNode.canBeReplacedBy(replacement, virtualRoot.childNames())) {
                continue;
            }
            if (replacement == null && canClobber(entryNode, virtualRoot)) {
                continue;
            }
            for (var peer : group.getValue()) {
                var deepest = NodeSets.deepestTarget(entryEdge.from(), peer.name());
                if (deepest == target || target.isDescendantOf(deepest)) {
                    canReplace = false;
                    break;
                }
            }
        }
        return canReplace;
    }

    private static boolean canClobber(TreeNode entry, TreeNode virtualRoot) {
        var walk = new ArrayList<TreeNode>(List.of(entry));
        for (var i = 0; i < walk.size(); i++) {
            for (var peerEdge : walk.get(i).edgesOut()) {
                if (!peerEdge.isPeer() || !peerEdge.isValid()) {
                    continue;
                }
                var replacement = virtualRoot.child(peerEdge.name());
                var to = peerEdge.to();
                if (replacement == null) {
                    if (to != null && !walk.contains(to)) {
                        walk.add(to);
                    }
                } else if (!replacement.satisfies(peerEdge)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Verdict checkEmptyPlace() {
        var found = target == top().edge.from() ? null : target.resolve(edge.name());
        if (found != null) {
            for (var user : found.edgesIn()) {
                if (user.from().isDescendantOf(target) && user.isValid() && !dep.satisfies(user)) {
                    return Verdict.CONFLICT;
                }
            }
        }
        return peers(Verdict.OK);
    }

    /** The verdict once the peers that go along are looked at, too. */
    private Verdict peers(Verdict self) {
        selfVerdict = self;
        if (peersVerdict != null) {
            return peersVerdict;
        }
        var path = new ArrayList<>(peerPath);
        path.add(dep);
        var conflict = false;
        for (var peerEdge : dep.edgesOut()) {
            var peer = peerEdge.to();
            if (!peerEdge.isPeer() || peer == null || path.contains(peer)) {
                continue;
            }
            var place = NodeSets.deepestTarget(target, peer.name());
            var check = new PlacementCheck(peer, place, peerEdge, this, path, true, false);
            conflict |= check.verdict() == Verdict.CONFLICT;
        }
        peersVerdict = conflict ? Verdict.CONFLICT : self;
        return peersVerdict;
    }

    private TreeNode deepestTarget() {
        var start = parent == null ? edge.from() : parent.deepestTarget();
        return NodeSets.deepestTarget(start, edge.name());
    }

    private PlacementCheck top() {
        return parent == null ? this : parent.top();
    }
}
