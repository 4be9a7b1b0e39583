package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.npm.Edge.Type;
import dev.assay.scanners.coordinates.NpmVersion;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A package at a place in a {@code node_modules} tree: npm's {@code Node}, as far as a fresh
 * install from a registry needs it. A node without a parent is the root of its own tree.
 */
final class TreeNode {

    private final String name;
    private final @Nullable VersionManifest manifest;
    private final @Nullable NpmVersion version;
    private final @Nullable String failure;
    private final @Nullable TreeNode source;
    private final boolean link;
    private final Map<String, TreeNode> children = new LinkedHashMap<>();
    private final Map<String, Edge> edgesOut = new LinkedHashMap<>();
    private final Set<Edge> edgesIn = new LinkedHashSet<>();
    private final Map<String, Set<TreeNode>> treeByName = new HashMap<>();
    private @Nullable TreeNode parent;

    private TreeNode(
            String name,
            @Nullable VersionManifest manifest,
            @Nullable String failure,
            @Nullable TreeNode source,
            boolean link) {
        this.name = name;
        this.manifest = manifest;
        this.version = manifest == null ? null : NpmVersion.parse(manifest.version()).orElse(null);
        this.failure = failure;
        this.source = source;
        this.link = link;
        enlist(this);
    }

    /** The empty project that one package is installed into. */
    static TreeNode project(String packageName, String range) {
        var node = new TreeNode("", null, null, null, false);
        node.load(packageName, range, Type.REQUIRED);
        return node;
    }

    static TreeNode of(String name, VersionManifest manifest, @Nullable TreeNode parent) {
        var node = new TreeNode(name, manifest, null, null, false);
        node.attachWhereGiven(parent);
        node.loadDependencies(manifest);
        return node;
    }

    /** A package that could not be had. */
    static TreeNode failed(String name, String reason, @Nullable TreeNode parent) {
        var node = new TreeNode(name, null, reason, null, false);
        node.attachWhereGiven(parent);
        return node;
    }

    /** npm breaks endless nesting by a link to the same package further up. */
    static TreeNode link(TreeNode target, TreeNode parent) {
        var node = new TreeNode(target.name, target.manifest, null, null, true);
        node.attach(parent);
        return node;
    }

    /** A stand-in with the dependencies of a node and nothing around it. */
    static TreeNode virtualRoot(TreeNode source) {
        var node = new TreeNode("", source.manifest, null, source, false);
        for (var edge : source.edgesOut.values()) {
            node.load(edge);
        }
        return node;
    }

    /** The same package, to be put somewhere else. */
    TreeNode copy() {
        if (manifest != null && failure == null) {
            return of(name, manifest, null);
        }
        return failed(name, Objects.requireNonNullElse(failure, "it has no manifest"), null);
    }

    String name() {
        return name;
    }

    @Nullable VersionManifest manifest() {
        return manifest;
    }

    @Nullable NpmVersion parsedVersion() {
        return version;
    }

    @Nullable String failure() {
        return failure;
    }

    boolean isLink() {
        return link;
    }

    /** The node that a virtual root stands in for. */
    TreeNode source() {
        return Objects.requireNonNull(source, "only a virtual root stands in for a node");
    }

    @Nullable TreeNode parent() {
        return parent;
    }

    boolean isTop() {
        return parent == null;
    }

    TreeNode root() {
        var node = this;
        for (var up = parent; up != null; up = up.parent) {
            node = up;
        }
        return node;
    }

    int depth() {
        var depth = 0;
        for (var up = parent; up != null; up = up.parent) {
            depth++;
        }
        return depth;
    }

    /** For example {@code node_modules/a/node_modules/b}. */
    String location() {
        if (parent == null) {
            return "";
        }
        var above = parent.location();
        return above.isEmpty() ? "node_modules/" + name : above + "/node_modules/" + name;
    }

    /** This node, its parent, and so on up. */
    List<TreeNode> ancestry() {
        var all = new ArrayList<TreeNode>();
        for (var node = this; node != null; node = node.parent) {
            all.add(node);
        }
        return all;
    }

    boolean isDescendantOf(TreeNode other) {
        return ancestry().contains(other);
    }

    @Nullable TreeNode child(String childName) {
        return children.get(key(childName));
    }

    Collection<TreeNode> children() {
        return new ArrayList<>(children.values());
    }

    Set<String> childNames() {
        var names = new LinkedHashSet<String>();
        children.values().forEach(child -> names.add(child.name));
        return names;
    }

    @Nullable Edge edgeOut(String dependency) {
        return edgesOut.get(key(dependency));
    }

    Collection<Edge> edgesOut() {
        return new ArrayList<>(edgesOut.values());
    }

    Set<Edge> edgesIn() {
        return edgesIn;
    }

    List<Edge> edgesInNow() {
        return new ArrayList<>(edgesIn);
    }

    /** All nodes of this root's tree with a name, in the order in which they came. */
    List<TreeNode> named(String wanted) {
        return new ArrayList<>(treeByName.getOrDefault(wanted, Set.of()));
    }

    /** What Node would find from here: the nearest folder of the name, walking up. */
    @Nullable TreeNode resolve(String wanted) {
        for (var node = this; node != null; node = node.parent) {
            var found = node.child(wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    boolean satisfies(Edge edge) {
        return edge.satisfiedBy(this);
    }

    /** Whether both are the same package, by integrity where both have one. */
    boolean matches(TreeNode other) {
        if (this == other) {
            return true;
        }
        if (!name.equals(other.name) || manifest == null || other.manifest == null) {
            return false;
        }
        var mine = manifest.dist().orElse(null);
        var theirs = other.manifest.dist().orElse(null);
        var myHash = mine == null ? null : hash(mine);
        var theirHash = theirs == null ? null : hash(theirs);
        if (myHash != null && theirHash != null) {
            return myHash.equals(theirHash);
        }
        return manifest.name().equals(other.manifest.name())
                && manifest.version().equals(other.manifest.version());
    }

    /** Whether another package could stand here without anybody minding. */
    boolean canBeReplacedBy(TreeNode other, Set<String> ignoredPeers) {
        if (!other.name.equals(name) || !Objects.equals(other.packageName(), packageName())) {
            return false;
        }
        var mine = NodeSets.gather(List.of(this), edge -> edge.to() != this && edge.isValid());
        for (var edge : edgesIn) {
            var replacedToo =
                    !isTop()
                            && edge.from().parent == parent
                            && edge.isPeer()
                            && ignoredPeers.contains(edge.from().name);
            if (!replacedToo && !mine.contains(edge.from()) && !edge.satisfiedBy(other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what is further up serves everybody who uses this one. */
    boolean canDedupe(boolean explicitRequest) {
        if (parent == null || parent.parent == null) {
            return false;
        }
        if (edgesIn.isEmpty()) {
            return true;
        }
        var other = parent.parent.resolve(name);
        if (other == null) {
            return false;
        }
        if (other.matches(this)) {
            return true;
        }
        if (!canBeReplacedBy(other, Set.of())) {
            return false;
        }
        if (version == null || other.version == null) {
            return explicitRequest;
        }
        return other.version.compareTo(version) >= 0 || explicitRequest;
    }

    /** Puts this node, with all that is in it, into another; what has its name there goes. */
    void attach(TreeNode target) {
        if (target == this || parent == target) {
            return;
        }
        if (parent != null) {
            parent.children.remove(key(name));
            var before = root();
            parent = null;
            before.delist(this);
        }
        var occupant = target.child(name);
        if (occupant != null) {
            occupant.detach();
        }
        parent = target;
        target.children.put(key(name), this);
        root().enlist(this);
        treeByName.clear();
        target.reloadEdgesNamed(name);
        reloadAcrossTrees();
    }

    /** Takes this node, with all that is in it, out of its tree. */
    void detach() {
        if (parent == null) {
            return;
        }
        var before = root();
        parent.children.remove(key(name));
        parent = null;
        before.delist(this);
        enlist(this);
        reloadAcrossTrees();
    }

    /** Takes another node's place and what is in it. */
    void replace(TreeNode other) {
        var place = Objects.requireNonNull(other.parent, "a root is never replaced");
        for (var child : other.children()) {
            child.attach(this);
        }
        attach(place);
    }

    /** Name and version, and where it is, for people. */
    String describe() {
        if (manifest == null) {
            return parent == null ? "the request" : name;
        }
        return manifest.name() + "@" + manifest.version();
    }

    private void attachWhereGiven(@Nullable TreeNode target) {
        if (target != null) {
            attach(target);
        }
    }

    private @Nullable String packageName() {
        return manifest == null ? null : manifest.name();
    }

    /** In npm's order, where the later kind wins: peers, required, optional. */
    private void loadDependencies(VersionManifest given) {
        // What is bundled stands in the tarball and is nobody's to resolve.
        var bundled = given.bundledDependencies();
        Predicate<String> resolved = dependency -> !bundled.contains(dependency);
        given.peerDependencies()
                .forEach(
                        (dependency, range) -> {
                            if (resolved.test(dependency)) {
                                load(
                                        dependency,
                                        range,
                                        given.isOptionalPeer(dependency)
                                                ? Type.OPTIONAL_PEER
                                                : Type.PEER);
                            }
                        });
        given.dependencies()
                .forEach(
                        (dependency, range) -> {
                            if (resolved.test(dependency)) {
                                load(dependency, range, Type.REQUIRED);
                            }
                        });
        given.optionalDependencies()
                .forEach(
                        (dependency, range) -> {
                            if (resolved.test(dependency)) {
                                load(dependency, range, Type.OPTIONAL);
                            }
                        });
    }

    private void load(String dependency, String range, Type type) {
        load(new Edge(this, dependency, range, type));
    }

    private void load(Edge given) {
        var edge = given.from() == this ? given : given.from(this);
        var before = edgesOut.remove(key(edge.name()));
        if (before != null) {
            before.detach();
        }
        edgesOut.put(key(edge.name()), edge);
        edge.reload();
    }

    private void reloadEdgesNamed(String changed) {
        var edge = edgeOut(changed);
        if (edge != null) {
            edge.reload();
        }
        for (var child : children.values()) {
            child.reloadEdgesNamed(changed);
        }
    }

    private void reloadAcrossTrees() {
        var root = root();
        for (var node : subtree()) {
            for (var edge : node.edgesInNow()) {
                if (edge.from().root() != root) {
                    edge.reload();
                }
            }
            for (var edge : node.edgesOut.values()) {
                var to = edge.to();
                if (to == null || to.root() != root) {
                    edge.reload();
                }
            }
        }
    }

    /** This node and all inside, outer ones first. */
    List<TreeNode> subtree() {
        var all = new ArrayList<TreeNode>();
        all.add(this);
        for (var i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children.values());
        }
        return all;
    }

    private void enlist(TreeNode branch) {
        for (var node : branch.subtree()) {
            treeByName.computeIfAbsent(node.name, any -> new LinkedHashSet<>()).add(node);
        }
    }

    private void delist(TreeNode branch) {
        for (var node : branch.subtree()) {
            treeByName.getOrDefault(node.name, new LinkedHashSet<>()).remove(node);
        }
    }

    private static @Nullable String hash(Dist dist) {
        return dist.integrity() != null ? dist.integrity() : dist.shasum();
    }

    /** Many file systems fold case and compose characters, so npm treats such names as one. */
    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    }
}
