package example.brick;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamOutcome;
import dev.assay.scanners.artifact.UpstreamRequest;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.OfferedVersions;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A yard of bricks: {@code NAME.txt} has a line for each version, its number and the SHA-256 of
 * {@code NAME-VERSION.tgz}. No brick needs another.
 */
final class BrickUpstream implements Upstream {

    private static final long LARGEST = 1 << 20;

    private final UpstreamClient client = new UpstreamClient("brick", UpstreamSettings.DEFAULT);
    private final URI yard;

    BrickUpstream(URI yard) {
        this.yard = yard;
    }

    @Override
    public Ecosystem ecosystem() {
        return new BrickEcosystem();
    }

    @Override
    public String name() {
        return "the yard";
    }

    @Override
    public String fileWord() {
        return "brick";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        return switch (versions(release.withVersion(null), null)) {
            case VersionsOutcome.Found(var offered) -> {
                var promised = offered.find(release.exactVersion());
                yield promised.isEmpty()
                        ? new LookupOutcome.NoVersion("there are " + offered.all())
                        : new LookupOutcome.Found(new Brick(release, promised.get().promised()));
            }
            case VersionsOutcome.NotFound(var reason) -> new LookupOutcome.NoPackage(reason);
            case VersionsOutcome other -> new LookupOutcome.Unavailable(other.toString(), null);
        };
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes) throws InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) when offered.promised() != null ->
                    new ClosureOutcome.Resolved(
                            new Closure(
                                    release,
                                    List.of(
                                            new LockedPackage(
                                                    "",
                                                    release,
                                                    offered.promised(),
                                                    false,
                                                    offered.manifest()))));
            case LookupOutcome.Found f -> new ClosureOutcome.Unresolvable("it promises nothing");
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        return new Brick(locked.purl(), locked.integrity()).fetch(target);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        var uri = yard.resolve(packagePurl.name() + ".txt");
        return switch (client.send(UpstreamRequest.get(uri, Map.of(), null, LARGEST))) {
            case UpstreamOutcome.Answered answer when answer.status() == 200 ->
                    new VersionsOutcome.Found(
                            Listed.of(new String(answer.body(), StandardCharsets.UTF_8)));
            case UpstreamOutcome.Answered answer ->
                    new VersionsOutcome.NotFound("the yard has no " + packagePurl.name());
            case UpstreamOutcome other -> new VersionsOutcome.Unavailable(other.toString(), null);
        };
    }

    @Override
    public void close() {
        client.close();
    }

    private record Listed(Map<String, Integrity> bricks) implements OfferedVersions {

        static Listed of(String text) {
            var bricks = new TreeMap<String, Integrity>();
            text.lines()
                    .map(each -> each.split(" "))
                    .forEach(each -> bricks.put(each[0], Integrity.of(new Sha256(each[1]))));
            return new Listed(bricks);
        }

        @Override
        public @Nullable String etag() {
            return null;
        }

        @Override
        public Collection<String> all() {
            return bricks.keySet();
        }

        @Override
        public Optional<Offer> find(String version) {
            return Optional.ofNullable(bricks.get(version))
                    .map(each -> new Offer(true, false, each));
        }
    }

    private final class Brick implements OfferedRelease {

        private final Purl release;
        private final @Nullable Integrity promised;

        Brick(Purl release, @Nullable Integrity promised) {
            this.release = release;
            this.promised = promised;
        }

        @Override
        public String manifest() {
            return "{}";
        }

        @Override
        public @Nullable Integrity promised() {
            return promised;
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            var uri = yard.resolve(release.name() + "-" + release.exactVersion() + ".tgz");
            return switch (client.download(
                    UpstreamRequest.get(uri, Map.of(), null, LARGEST), target)) {
                case UpstreamOutcome.Answered answer when answer.status() == 200 ->
                        checked(target, uri);
                case UpstreamOutcome.Answered answer ->
                        new FetchOutcome.NotFound("the yard has no " + uri);
                case UpstreamOutcome other -> new FetchOutcome.Unavailable(other.toString(), null);
            };
        }

        private FetchOutcome checked(Path file, URI from) {
            try {
                var bytes = Files.readAllBytes(file);
                var actual = Integrity.of(Sha256.of(bytes));
                return actual.equals(promised)
                        ? new FetchOutcome.Fetched(
                                file, Sha256.of(bytes), actual, bytes.length, from, false)
                        : new FetchOutcome.IntegrityMismatch(
                                String.valueOf(promised), actual.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable Publishing publishing(Integrity bytes) {
            return null;
        }
    }
}
