package dev.assay.scanners.ecosystem.npm;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.NearVersions;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.closure.npm.ClosureLimits;
import dev.assay.scanners.closure.npm.NpmClosureResolver;
import dev.assay.scanners.closure.npm.NpmTree;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** npm's registry, as what vetting asks. */
public final class NpmUpstream implements Upstream {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Ecosystem NPM = new NpmEcosystem();

    private final NpmRegistry registry;
    private final NpmPublishing publishing;

    /**
     * @param registry closed with this
     */
    public NpmUpstream(NpmRegistry registry, NpmPublishing publishing) {
        this.registry = registry;
        this.publishing = publishing;
    }

    @Override
    public Ecosystem ecosystem() {
        return NPM;
    }

    @Override
    public String name() {
        return "the npm registry";
    }

    @Override
    public String fileWord() {
        return "tarball";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        return switch (registry.packument(release.packageName())) {
            case PackumentOutcome.Found(var packument) -> found(release, packument);
            case PackumentOutcome.NotModified() ->
                    throw new IllegalStateException("not modified, although nothing was kept");
            case PackumentOutcome.NotFound(var reason) -> new LookupOutcome.NoPackage(reason);
            case PackumentOutcome.Malformed(var reason) -> new LookupOutcome.Malformed(reason);
            case PackumentOutcome.NotConfigured(var reason) ->
                    new LookupOutcome.NotConfigured(reason);
            case PackumentOutcome.Unavailable(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
        };
    }

    private LookupOutcome found(Purl release, Packument packument) {
        var version = release.version();
        var manifest = version == null ? null : packument.manifest(version).orElse(null);
        if (manifest == null) {
            return new LookupOutcome.NoVersion(
                    NearVersions.sentence(packument, version == null ? "" : version));
        }
        return manifest.dist()
                .<LookupOutcome>map(
                        dist ->
                                new LookupOutcome.Found(
                                        new Offered(release, packument, manifest, dist)))
                .orElseGet(LookupOutcome.NoFile::new);
    }

    /** Tarballs are fetched later: resolving reads packuments alone. */
    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes) throws InterruptedException {
        return new NpmClosureResolver(registry, ClosureLimits.DEFAULT).resolve(release);
    }

    @Override
    public TreeNeeds needs(Purl tree, Map<String, byte[]> files, FetchedFiles bytes)
            throws InterruptedException {
        return new NpmTree(registry, ClosureLimits.DEFAULT).of(files);
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var purl = locked.purl();
        var dist =
                new VersionManifest(
                                purl.packageName(),
                                purl.exactVersion(),
                                locked.manifest(),
                                JSON.readTree(locked.manifest()))
                        .dist();
        return dist.isEmpty()
                ? new FetchOutcome.NotFound("the registry names no tarball of " + purl)
                : registry.tarball(purl, dist.get(), target);
    }

    @Override
    public List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        return publishing.ofClosure(packages);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        return switch (registry.packument(packagePurl.packageName(), etag)) {
            case PackumentOutcome.Found(var packument) ->
                    new VersionsOutcome.Found(new NpmVersions(packument));
            case PackumentOutcome.NotModified() -> new VersionsOutcome.NotModified();
            case PackumentOutcome.NotFound(var reason) -> new VersionsOutcome.NotFound(reason);
            case PackumentOutcome.Malformed(var reason) -> new VersionsOutcome.Malformed(reason);
            case PackumentOutcome.NotConfigured(var reason) ->
                    new VersionsOutcome.NotConfigured(reason);
            case PackumentOutcome.Unavailable(var reason, var after) ->
                    new VersionsOutcome.Unavailable(reason, after);
        };
    }

    @Override
    public void close() {
        registry.close();
    }

    private final class Offered implements OfferedRelease {

        private final Purl release;
        private final Packument packument;
        private final VersionManifest manifest;
        private final Dist dist;

        Offered(Purl release, Packument packument, VersionManifest manifest, Dist dist) {
            this.release = release;
            this.packument = packument;
            this.manifest = manifest;
            this.dist = dist;
        }

        @Override
        public String manifest() {
            return manifest.json();
        }

        @Override
        public @Nullable Integrity promised() {
            return dist.sha512().orElse(null);
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            return registry.tarball(release, dist, target);
        }

        @Override
        public Publishing publishing(Integrity bytes) throws InterruptedException {
            return publishing.of(packument, manifest, bytes);
        }
    }
}
