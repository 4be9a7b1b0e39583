package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One version's object in a packument. What is malformed in it counts as absent, as it does for
 * npm.
 *
 * @param name the package's name
 * @param version the exact version
 * @param json the object exactly as the registry sent it
 * @param tree the same, parsed; callers do not change it
 */
public record VersionManifest(String name, String version, String json, JsonNode tree) {

    public VersionManifest {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(json, "json is null");
    }

    /** Where the tarball is; empty where the registry names none. */
    public Optional<Dist> dist() {
        var dist = tree.path("dist");
        var tarball = text(dist.path("tarball"));
        return tarball == null
                ? Optional.empty()
                : Optional.of(
                        new Dist(tarball, text(dist.path("integrity")), text(dist.path("shasum"))));
    }

    /** What is required at run time; what is also optional stands in both, as npm writes it. */
    public Map<String, String> dependencies() {
        return ranges("dependencies");
    }

    public Map<String, String> optionalDependencies() {
        return ranges("optionalDependencies");
    }

    public Map<String, String> peerDependencies() {
        return ranges("peerDependencies");
    }

    /** Whether a peer may be missing. */
    public boolean isOptionalPeer(String peer) {
        return tree.path("peerDependenciesMeta").path(peer).path("optional").asBoolean(false);
    }

    /** The names of the dependencies that stand in the package's own tarball. */
    public Set<String> bundledDependencies() {
        var bundled = tree.path("bundleDependencies");
        if (bundled.isMissingNode()) {
            bundled = tree.path("bundledDependencies");
        }
        if (bundled.isBoolean() && bundled.asBoolean()) {
            return Set.copyOf(dependencies().keySet());
        }
        var names = new LinkedHashSet<String>();
        bundled.forEach(
                name -> {
                    if (name.isString()) {
                        names.add(name.stringValue());
                    }
                });
        return names;
    }

    /** Whether the publisher or the registry marked the version as deprecated. */
    public boolean deprecated() {
        var mark = tree.path("deprecated");
        return mark.isString() ? !mark.stringValue().isEmpty() : mark.asBoolean(false);
    }

    private Map<String, String> ranges(String field) {
        var ranges = new LinkedHashMap<String, String>();
        for (var entry : tree.path(field).properties()) {
            if (entry.getValue().isString()) {
                ranges.put(entry.getKey(), entry.getValue().stringValue());
            }
        }
        return ranges;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
