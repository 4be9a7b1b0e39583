package dev.assay.scanners.closure.npm;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;

/**
 * Resolves an npm release to everything {@code npm install NAME@VERSION} would put into an empty
 * project, as npm 11 does it: hoisting, peers, aliases, optional packages of every platform. Left
 * out of it are the version of Node ({@code engines}, unless one is given), the platform ({@code
 * os}, {@code cpu}) and {@code overrides}, which only a project of one's own has. What stands in a
 * tarball ({@code bundleDependencies}) is no package of its own.
 *
 * <p>Every package is locked by SHA-512. Where the registry gives none, the tarball is fetched,
 * checked against the older SHA-1 and hashed; where it gives neither, there is no closure.
 */
public final class NpmClosureResolver {

    private static final String SHRINKWRAP = "_hasShrinkwrap";

    private final NpmRegistry registry;
    private final ClosureLimits limits;
    private final ManifestPicker picker;

    /** A resolver whose closures do not depend on a version of Node. */
    public NpmClosureResolver(NpmRegistry registry, ClosureLimits limits) {
        this(registry, limits, null);
    }

    /**
     * A resolver for one version of Node.
     *
     * @param node prefer versions whose {@code engines} admit it, as npm does; null for whatever is
     *     newest
     */
    public NpmClosureResolver(
            NpmRegistry registry, ClosureLimits limits, @Nullable NpmVersion node) {
        this.registry = registry;
        this.limits = limits;
        this.picker = new ManifestPicker(node);
    }

    /**
     * Resolves one release.
     *
     * @param release an npm package with an exact version
     */
    public ClosureOutcome resolve(Purl release) throws InterruptedException {
        return resolve(release, null);
    }

    /**
     * Resolves a release that no registry has to know.
     *
     * @param given what a registry would say of it, its integrity included
     */
    public ClosureOutcome resolve(VersionManifest given) throws InterruptedException {
        return resolve(Purl.npm(given.name(), given.version()), given);
    }

    private ClosureOutcome resolve(Purl release, @Nullable VersionManifest given)
            throws InterruptedException {
        var project = TreeNode.project(release.packageName(), release.exactVersion());
        try (var manifests = new ManifestSource(registry, picker, limits.requests(), given)) {
            new TreeBuilder(manifests, limits, project).build();
            return new ClosureOutcome.Resolved(locked(release, project));
        } catch (Resolution e) {
            return e.outcome();
        }
    }

    private Closure locked(Purl release, TreeNode project) throws Resolution, InterruptedException {
        var flags = new DependencyFlags(project);
        var gone = new HashSet<TreeNode>();
        for (var node : project.subtree()) {
            if (node.failure() != null) {
                if (!flags.isOptional(node)) {
                    throw Resolution.unresolvable(Objects.requireNonNull(node.failure()));
                }
                gone.addAll(DependencyFlags.goneWith(node));
            }
        }
        var packages = new ArrayList<LockedPackage>();
        for (var node : project.subtree()) {
            if (node != project && !gone.contains(node) && !node.isLink()) {
                packages.add(lock(release, node, flags.isOptional(node)));
            }
        }
        packages.sort(Comparator.comparing(LockedPackage::path));
        return new Closure(release, packages);
    }

    private LockedPackage lock(Purl release, TreeNode node, boolean optional)
            throws Resolution, InterruptedException {
        var manifest = Objects.requireNonNull(node.manifest(), "only failures have no manifest");
        if (manifest.tree().path(SHRINKWRAP).asBoolean(false)) {
            throw Resolution.unresolvable(
                    node.describe()
                            + " brings its own npm-shrinkwrap.json, whose versions Assay does not"
                            + " follow; ask its publisher for a release without one");
        }
        var location = node.location();
        var own = "node_modules/" + release.packageName();
        return new LockedPackage(
                location.equals(own) ? "" : location,
                Purl.npm(manifest.name(), manifest.version()),
                integrity(manifest),
                optional,
                manifest.json());
    }

    /** The SHA-512 of a version, by what the registry promises or by the tarball itself. */
    Integrity integrity(VersionManifest manifest) throws Resolution, InterruptedException {
        var name = manifest.name() + "@" + manifest.version();
        var dist =
                manifest.dist()
                        .orElseThrow(
                                () ->
                                        Resolution.unresolvable(
                                                "the registry names no tarball for " + name));
        var known = dist.sha512();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            var file = Files.createTempFile("assay-", ".tgz");
            try {
                var purl = Purl.npm(manifest.name(), manifest.version());
                return switch (registry.tarball(purl, dist, file)) {
                    case FetchOutcome.Fetched fetched -> fetched.integrity();
                    case FetchOutcome.Unavailable(var reason, var retryAfter) ->
                            throw new Resolution(
                                    new ClosureOutcome.UpstreamAway(reason, retryAfter));
                    case FetchOutcome other ->
                            throw Resolution.unresolvable(
                                    "the registry gives no sha512 for "
                                            + name
                                            + ", and its tarball could not be hashed: "
                                            + other);
                };
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a tarball to hash", e);
        }
    }
}
