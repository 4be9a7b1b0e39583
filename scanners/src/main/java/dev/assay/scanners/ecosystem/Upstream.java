package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the packages of one ecosystem come from, as configured. What it answers is taken as
 * hostile: bounded, checked, and named when it is not what it should be. Safe for use by many
 * threads.
 */
public interface Upstream extends AutoCloseable {

    /** Which packages it has. */
    Ecosystem ecosystem();

    /** What people call it, for messages: {@code the npm registry}. */
    String name();

    /** What people call one file of it, for messages: {@code tarball}. */
    String fileWord();

    /**
     * Looks a release up.
     *
     * @param release with its exact version
     */
    LookupOutcome find(Purl release) throws InterruptedException;

    /**
     * Resolves a release to everything that its client would install with it, each locked.
     *
     * @param bytes told of every file that had to be fetched for that, so that it is fetched once
     */
    ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException;

    /**
     * Resolves what a tree of sources needs of this ecosystem; nothing of the tree is run.
     *
     * @param tree which it is
     * @param files of the tree, by path
     * @param bytes told of every file that had to be fetched for that
     */
    default TreeNeeds needs(Purl tree, Map<String, byte[]> files, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return new TreeNeeds.Undeclared();
    }

    /**
     * Fetches one package of a closure.
     *
     * @param target the file to write; after any outcome but {@link FetchOutcome.Fetched} its
     *     content must not be used
     */
    FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException;

    /**
     * What proves the packages that a release brings along, the release itself left out. It is
     * bounded, and what was not looked at is told as such.
     */
    default List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        return packages.stream()
                .filter(each -> !each.path().isEmpty())
                .map(
                        each ->
                                new PackageProofs(
                                        each.purl(),
                                        each.integrity(),
                                        Signatures.unchecked(
                                                "the proofs of dependencies are not looked at in"
                                                        + " this ecosystem")))
                .distinct()
                .toList();
    }

    /**
     * What a name that moves stands for now.
     *
     * @param named for which {@link Ecosystem#moves} holds
     */
    default PresentOutcome present(Purl named) throws InterruptedException {
        return switch (versions(named.withVersion(null), null)) {
            case VersionsOutcome.Found(var offered) ->
                    new PresentOutcome.Named(named.withVersion(offered.all().iterator().next()));
            case VersionsOutcome.Unlisted(var reason) -> new PresentOutcome.Unknown(reason);
            case VersionsOutcome.NotFound(var reason) -> new PresentOutcome.Unknown(reason);
            case VersionsOutcome.Malformed(var reason) -> new PresentOutcome.Unknown(reason);
            case VersionsOutcome.NotConfigured(var reason) -> new PresentOutcome.Unknown(reason);
            case VersionsOutcome.Unavailable(var reason, var after) ->
                    new PresentOutcome.Unknown(reason);
            case VersionsOutcome.NotModified() ->
                    throw new IllegalStateException("not modified, although nothing was kept");
        };
    }

    /**
     * Which versions of a package there are.
     *
     * @param packagePurl without a version
     * @param etag the entity tag of the last answer, or null
     */
    VersionsOutcome versions(Purl packagePurl, @Nullable String etag) throws InterruptedException;

    @Override
    void close();
}
