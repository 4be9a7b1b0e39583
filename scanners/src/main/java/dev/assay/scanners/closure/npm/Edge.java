package dev.assay.scanners.closure.npm;

import dev.assay.scanners.closure.npm.NpmSpec.Exactly;
import dev.assay.scanners.closure.npm.NpmSpec.Outside;
import dev.assay.scanners.closure.npm.NpmSpec.Tagged;
import dev.assay.scanners.closure.npm.NpmSpec.Within;

import org.jspecify.annotations.Nullable;

/** One dependency of one placed package, and the package that Node would find for it. */
final class Edge {

    enum Type {
        REQUIRED,
        OPTIONAL,
        PEER,
        OPTIONAL_PEER
    }

    private final TreeNode from;
    private final String name;
    private final String range;
    private final Type type;
    private final NpmSpec spec;
    private @Nullable TreeNode to;

    /** A peer that npm gave up on and overrides with what is there. */
    boolean peerConflicted;

    Edge(TreeNode from, String name, String range, Type type) {
        this.from = from;
        this.name = name;
        this.range = range;
        this.type = type;
        this.spec = NpmSpec.of(name, range);
    }

    TreeNode from() {
        return from;
    }

    /** The same dependency of another node. */
    Edge from(TreeNode other) {
        return new Edge(other, name, range, type);
    }

    String name() {
        return name;
    }

    String range() {
        return range;
    }

    NpmSpec spec() {
        return spec;
    }

    @Nullable TreeNode to() {
        return to;
    }

    boolean isOptional() {
        return type == Type.OPTIONAL || type == Type.OPTIONAL_PEER;
    }

    boolean isPeer() {
        return type == Type.PEER || type == Type.OPTIONAL_PEER;
    }

    boolean isOptionalPeer() {
        return type == Type.OPTIONAL_PEER;
    }

    /** Whether what Node would find is right; nothing is right for what is optional. */
    boolean isValid() {
        var found = to;
        if (found == null) {
            return isOptional();
        }
        var peerInside = isPeer() && from == found.parent() && !from.isTop();
        return !peerInside && satisfiedBy(found);
    }

    boolean satisfiedBy(TreeNode node) {
        if (!node.name().equals(name)) {
            return false;
        }
        var version = node.parsedVersion();
        return switch (spec.wanted()) {
            case Within within when within.isAnything() -> true;
            case Within within -> version != null && within.range().contains(version);
            case Exactly exactly -> exactly.version().equals(version);
            case Tagged tagged -> node.manifest() != null;
            case Outside outside -> false;
        };
    }

    /** Looks again for what Node would find. */
    void reload() {
        var found = from.resolve(name);
        if (found == to) {
            return;
        }
        if (to != null) {
            to.edgesIn().remove(this);
        }
        to = found;
        if (found != null) {
            found.edgesIn().add(this);
        }
    }

    /** Takes the edge out of the graph. */
    void detach() {
        if (to != null) {
            to.edgesIn().remove(this);
        }
        to = null;
    }

    /** Who asks for what, for people. */
    @Override
    public String toString() {
        return name + "@" + range + ", which " + from.describe() + " asks for";
    }
}
