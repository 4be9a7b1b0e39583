package dev.assay.scanners.ecosystem.nuget;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.nuget.FeedOutcome;
import dev.assay.scanners.artifact.nuget.Leaf;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.nuget.NugetClosureResolver;
import dev.assay.scanners.closure.nuget.NugetManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Nearest;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The NuGet sources, as what vetting asks. */
public final class NugetUpstream implements Upstream {

    private static final Ecosystem NUGET = new NugetEcosystem();
    private final NugetFeed feed;
    private final NugetTarget target;
    private final Clock clock;

    /**
     * @param feed closed with this
     */
    public NugetUpstream(NugetFeed feed, NugetTarget target, Clock clock) {
        this.feed = feed;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public Ecosystem ecosystem() {
        return NUGET;
    }

    @Override
    public String name() {
        return "the NuGet source";
    }

    @Override
    public String fileWord() {
        return "package";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        var version = NugetVersion.of(String.valueOf(release.version())).orElse(null);
        if (version == null) {
            return new LookupOutcome.NoVersion("'" + release + "' names no version");
        }
        return switch (feed.versions(release.name())) {
            case FeedOutcome.Found<List<NugetVersion>>(var versions) ->
                    versions.contains(version)
                            ? find(release, version)
                            : new LookupOutcome.NoVersion(near(versions, version));
            case FeedOutcome<List<NugetVersion>> other -> failed(other);
        };
    }

    private LookupOutcome find(Purl release, NugetVersion version) throws InterruptedException {
        var told = feed.leaf(release.name(), version);
        if (!(told instanceof FeedOutcome.Found<Leaf>(var leaf))) {
            return told instanceof FeedOutcome.NotFound<Leaf>(var reason)
                    ? new LookupOutcome.Malformed("it lists " + release + ", and " + reason)
                    : failed(told);
        }
        return switch (feed.promised(release.name(), leaf)) {
            case FeedOutcome.Found<Optional<Integrity>>(var promised) ->
                    new LookupOutcome.Found(new Offered(release, leaf, promised.orElse(null)));
            case FeedOutcome<Optional<Integrity>> other -> failed(other);
        };
    }

    private static NugetVersion version(Purl release) {
        return NugetVersion.of(release.exactVersion())
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + release + "' has no version"));
    }

    private static LookupOutcome failed(FeedOutcome<?> other) {
        return switch (other) {
            case FeedOutcome.NotFound<?>(var reason) -> new LookupOutcome.NoPackage(reason);
            case FeedOutcome.Malformed<?>(var reason) -> new LookupOutcome.Malformed(reason);
            case FeedOutcome.Unavailable<?>(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
            case FeedOutcome.NotConfigured<?>(var reason) ->
                    new LookupOutcome.NotConfigured(reason);
            case FeedOutcome.Found<?> f -> throw new IllegalArgumentException("it was found");
        };
    }

    private static String near(List<NugetVersion> versions, NugetVersion wanted) {
        return Nearest.sentence(
                versions, Nearest.below(Optional.of(wanted)), NugetVersion::toString);
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found f ->
                    new NugetClosureResolver(feed, target, clock).resolve(release, bytes::take);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        return feed.fetch(locked.purl().name(), version(locked.purl()), locked.integrity(), target);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        return switch (feed.leaves(packagePurl.name())) {
            case FeedOutcome.Found<List<Leaf>>(var leaves) ->
                    new VersionsOutcome.Found(new NugetVersions(leaves));
            case FeedOutcome.NotFound<List<Leaf>>(var reason) ->
                    new VersionsOutcome.NotFound(reason);
            case FeedOutcome.Malformed<List<Leaf>>(var reason) ->
                    new VersionsOutcome.Malformed(reason);
            case FeedOutcome.Unavailable<List<Leaf>>(var reason, var after) ->
                    new VersionsOutcome.Unavailable(reason, after);
            case FeedOutcome.NotConfigured<List<Leaf>>(var reason) ->
                    new VersionsOutcome.NotConfigured(reason);
        };
    }

    @Override
    public void close() {
        feed.close();
    }

    private final class Offered implements OfferedRelease {

        private final Purl release;
        private final Leaf leaf;
        private final @Nullable Integrity promised;
        private @Nullable Path fetched;

        Offered(Purl release, Leaf leaf, @Nullable Integrity promised) {
            this.release = release;
            this.leaf = leaf;
            this.promised = promised;
        }

        @Override
        public String manifest() {
            return NugetManifest.of(leaf).json();
        }

        @Override
        public @Nullable Integrity promised() {
            return promised;
        }

        @Override
        public FetchOutcome fetch(Path file) throws InterruptedException {
            var outcome = feed.fetch(release.name(), leaf.version(), promised, file);
            fetched = outcome instanceof FetchOutcome.Fetched ? file : null;
            return outcome;
        }

        /** The signature is in the package, so it is known once that was fetched. */
        @Override
        public Publishing publishing(Integrity bytes) {
            return PackageSignature.publishing(release.exactVersion(), fetched);
        }
    }
}
