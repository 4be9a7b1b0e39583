package dev.assay.scanners.ecosystem.cargo;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.artifact.cargo.CrateVersion;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.artifact.cargo.IndexLines;
import dev.assay.scanners.artifact.cargo.IndexOutcome;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.cargo.CargoClosureResolver;
import dev.assay.scanners.closure.cargo.CargoManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Nearest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.PublisherHistory;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A registry of crates, as what vetting asks. */
public final class CargoUpstream implements Upstream {

    private static final Ecosystem CARGO = new CargoEcosystem();
    private final CargoRegistry registry;
    private final CargoTarget target;
    private final Clock clock;

    /**
     * @param registry closed with this
     * @param target what closures are resolved for
     */
    public CargoUpstream(CargoRegistry registry, CargoTarget target, Clock clock) {
        this.registry = registry;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public Ecosystem ecosystem() {
        return CARGO;
    }

    @Override
    public String name() {
        return "the cargo registry";
    }

    @Override
    public String fileWord() {
        return "crate";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        return switch (registry.find(release.packageName(), null)) {
            case IndexOutcome.Found(var file) -> {
                var version = release.version();
                yield file.find(version == null ? "" : version)
                        .<LookupOutcome>map(
                                entry -> new LookupOutcome.Found(new Offered(release, entry)))
                        .orElseGet(() -> new LookupOutcome.NoVersion(near(file, version)));
            }
            case IndexOutcome.NotFound(var reason) -> new LookupOutcome.NoPackage(reason);
            case IndexOutcome.Malformed(var reason) -> new LookupOutcome.Malformed(reason);
            case IndexOutcome.Unavailable(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
            case IndexOutcome.NotConfigured(var reason) -> new LookupOutcome.NotConfigured(reason);
            case IndexOutcome.NotModified() ->
                    throw new IllegalStateException("not modified, although nothing was kept");
        };
    }

    private static String near(IndexFile file, @Nullable String wanted) {
        var entries = file.entries();
        if (entries.isEmpty()) {
            return "it lists no version";
        }
        var meant = CrateVersion.of(wanted == null ? "" : wanted);
        var isBelow = Nearest.below(meant);
        return Nearest.sentence(
                entries,
                each -> isBelow.test(each.version()),
                each -> each.version().text() + (each.yanked() ? " (yanked)" : ""));
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) ->
                    new CargoClosureResolver(registry, target, clock)
                            .resolve(release, ((Offered) offered).entry, bytes::take);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var entry =
                CargoManifest.read(locked.manifest())
                        .flatMap(each -> IndexLines.entry(each.line()))
                        .orElse(null);
        if (entry == null || !entry.integrity().equals(locked.integrity())) {
            return new FetchOutcome.NotFound(
                    "it is not on record which crate " + locked.purl() + " is");
        }
        return registry.file(entry.name(), entry.version().text(), entry.checksum(), target);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        return switch (registry.find(packagePurl.packageName(), etag)) {
            case IndexOutcome.Found(var file) -> new VersionsOutcome.Found(new CargoVersions(file));
            case IndexOutcome.NotModified() -> new VersionsOutcome.NotModified();
            case IndexOutcome.NotFound(var reason) -> new VersionsOutcome.NotFound(reason);
            case IndexOutcome.Malformed(var reason) -> new VersionsOutcome.Malformed(reason);
            case IndexOutcome.Unavailable(var reason, var after) ->
                    new VersionsOutcome.Unavailable(reason, after);
            case IndexOutcome.NotConfigured(var reason) ->
                    new VersionsOutcome.NotConfigured(reason);
        };
    }

    @Override
    public void close() {
        registry.close();
    }

    private final class Offered implements OfferedRelease {

        private final Purl release;
        private final IndexEntry entry;

        Offered(Purl release, IndexEntry entry) {
            this.release = release;
            this.entry = entry;
        }

        @Override
        public String manifest() {
            return new CargoManifest(
                            entry.name(),
                            entry.version().text(),
                            entry.line(),
                            entry.yanked(),
                            null,
                            List.of(),
                            null,
                            List.of(),
                            List.of(),
                            List.of())
                    .json();
        }

        @Override
        public Integrity promised() {
            return entry.integrity();
        }

        @Override
        public FetchOutcome fetch(Path target) throws InterruptedException {
            return registry.file(entry.name(), entry.version().text(), entry.checksum(), target);
        }

        /** The protocol has no word about people. */
        @Override
        public Publishing publishing(Integrity bytes) {
            return new Publishing(
                    release.exactVersion(),
                    PublisherHistory.unknown(),
                    Signatures.byMakers("a registry of crates signs nothing", List.of()));
        }
    }
}
