package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resolves what a tree of sources needs by its {@code package.json}: with a lock, exactly what that
 * names ({@code npm ci --omit=dev}); without, what {@code npm install --omit=dev} would choose.
 * What the tree's own build would need besides is left out, as are its scripts: nothing is run.
 */
public final class NpmTree {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "package.json";
    private static final int LARGEST = 4 << 20;

    /** What npm looks for, in its order. */
    private static final List<String> LOCKS = List.of("npm-shrinkwrap.json", "package-lock.json");

    private static final List<String> GROUPS =
            List.of("dependencies", "optionalDependencies", "peerDependencies");

    private final NpmRegistry registry;
    private final ClosureLimits limits;

    public NpmTree(NpmRegistry registry, ClosureLimits limits) {
        this.registry = registry;
        this.limits = limits;
    }

    /**
     * Resolves.
     *
     * @param files of the tree, by path
     */
    public TreeNeeds of(Map<String, byte[]> files) throws InterruptedException {
        var bytes = files.get(MANIFEST);
        if (bytes == null) {
            return new TreeNeeds.Undeclared();
        }
        try {
            var manifest = manifest(bytes);
            for (var lock : LOCKS) {
                var locked = files.get(lock);
                if (locked != null) {
                    return resolved(
                            "its " + lock,
                            manifest,
                            locked(LockFile.read(locked, manifest, limits)));
                }
            }
            return resolved("npm, since it has no lock of npm's", manifest, chosen(manifest));
        } catch (Resolution e) {
            return switch (e.outcome()) {
                case ClosureOutcome.UpstreamAway(var reason, var after) ->
                        new TreeNeeds.UpstreamAway(reason, after);
                case ClosureOutcome.Unresolvable(var reason) ->
                        new TreeNeeds.Unresolved(MANIFEST, reason);
                case ClosureOutcome.TooLarge(var reason) ->
                        new TreeNeeds.Unresolved(MANIFEST, reason);
                case ClosureOutcome.Resolved r -> throw new IllegalStateException(e);
            };
        }
    }

    private static TreeNeeds resolved(String by, JsonNode manifest, List<LockedPackage> packages) {
        var wanted = new TreeMap<String, String>();
        GROUPS.forEach(group -> wanted.putAll(LockFile.texts(manifest.path(group))));
        return new TreeNeeds.Resolved(MANIFEST, by, wanted, packages);
    }

    private static JsonNode manifest(byte[] bytes) throws Resolution {
        if (bytes.length > LARGEST) {
            throw Resolution.tooLarge("its package.json exceeds " + LARGEST + " bytes");
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode manifest) {
                return manifest;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw Resolution.unresolvable("its package.json is no JSON object, so npm refuses it");
    }

    private List<LockedPackage> locked(LockFile lock) throws Resolution, InterruptedException {
        var resolver = new NpmClosureResolver(registry, limits);
        var picker = new ManifestPicker(null);
        var packages = new ArrayList<LockedPackage>();
        try (var manifests = new ManifestSource(registry, picker, limits.requests(), null)) {
            for (var entry : lock.entries()) {
                manifests.expect(NpmSpec.of(entry.name(), entry.version()));
            }
            for (var entry : lock.entries()) {
                var spec = NpmSpec.of(entry.name(), entry.version());
                switch (manifests.pick(spec)) {
                    case ManifestSource.Pick.Picked(var manifest) ->
                            packages.add(locked(entry, manifest, resolver));
                    case ManifestSource.Pick.Missing(var reason) -> {
                        if (!entry.optional()) {
                            throw Resolution.unresolvable(
                                    entry.path() + " of its lock cannot be had: " + reason);
                        }
                    }
                }
            }
        }
        packages.sort(Comparator.comparing(LockedPackage::path));
        return packages;
    }

    /** What the lock names by its hash is that or nothing, wherever the lock had it from. */
    private static LockedPackage locked(
            LockFile.Entry entry, VersionManifest manifest, NpmClosureResolver resolver)
            throws Resolution, InterruptedException {
        var integrity = resolver.integrity(manifest);
        var other = entry.promised() != null && !integrity.equals(entry.promised());
        if (other || !manifest.version().equals(entry.version())) {
            throw Resolution.unresolvable(
                    "its lock names "
                            + entry.name()
                            + "@"
                            + entry.version()
                            + " by "
                            + entry.promised()
                            + ", and the registry has "
                            + manifest.version()
                            + " by "
                            + integrity);
        }
        return new LockedPackage(
                entry.path(),
                Purl.npm(manifest.name(), manifest.version()),
                integrity,
                entry.optional(),
                manifest.json());
    }

    /** As npm chooses for a package that needs the same. */
    private List<LockedPackage> chosen(JsonNode manifest) throws Resolution, InterruptedException {
        for (var own : List.of("overrides", "workspaces")) {
            if (!manifest.path(own).isEmpty()) {
                throw Resolution.unresolvable(
                        "it has "
                                + own
                                + " and no lock, so npm alone knows what they come to; a"
                                + " package-lock.json in the repository would say it");
            }
        }
        var given = JSON.createObjectNode();
        var name = manifest.path("name").asString("");
        var version = manifest.path("version").asString("");
        var isNamed = NpmVersion.parse(version).isPresent() && isName(name);
        given.put("name", isNamed ? name : "tree-of-sources");
        given.put("version", isNamed ? version : "0.0.0");
        for (var group : GROUPS) {
            given.set(
                    group,
                    manifest.path(group).isObject()
                            ? manifest.path(group)
                            : JSON.createObjectNode());
        }
        if (manifest.path("peerDependenciesMeta").isObject()) {
            given.set("peerDependenciesMeta", manifest.path("peerDependenciesMeta"));
        }
        // The tree itself is no tarball; its commit is what is locked.
        given.putObject("dist").put("tarball", "git:").put("integrity", NOTHING);
        var itself =
                new VersionManifest(
                        given.path("name").asString(),
                        given.path("version").asString(),
                        JSON.writeValueAsString(given),
                        given);
        var outcome = new NpmClosureResolver(registry, limits).resolve(itself);
        if (!(outcome instanceof ClosureOutcome.Resolved(var closure))) {
            throw new Resolution(outcome);
        }
        return closure.packages().stream().filter(each -> !each.path().isEmpty()).toList();
    }

    /** The SHA-512 of no bytes, in the place of a tarball's. */
    private static final String NOTHING =
            "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";

    private static boolean isName(String name) {
        try {
            return !Purl.npm(name, "0.0.0").packageName().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
