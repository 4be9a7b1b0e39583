package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.pypi.CoreMetadata;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PackedMetadata;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiIndex.MetadataOutcome;
import dev.assay.scanners.closure.ClosureOutcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one resolution has read of an index, each thing once, within its limits. */
final class Shelf implements AutoCloseable {

    private final PypiIndex index;
    private final Clock clock;
    private final Instant end;
    private final Path folder;
    private final Map<String, Optional<IndexPage>> pages = new HashMap<>();
    private final Map<String, Optional<CoreMetadata>> metadata = new HashMap<>();
    private final Map<String, Fetched> files = new HashMap<>();
    private int requests;
    private long bytes;

    Shelf(PypiIndex index, Clock clock) throws IOException {
        this.index = index;
        this.clock = clock;
        this.end = clock.instant().plus(index.limits().time());
        this.folder = Files.createTempDirectory("assay-pypi-");
    }

    /** The page of a package, or empty where there is no such package. */
    Optional<IndexPage> page(String name) throws InterruptedException {
        var known = pages.get(name);
        if (known != null) {
            return known;
        }
        spend();
        var page =
                switch (index.page(name, null)) {
                    case PageOutcome.Found(var found) -> Optional.of(found);
                    case PageOutcome.NotFound n -> Optional.<IndexPage>empty();
                    case PageOutcome.Malformed(var reason) -> throw unresolvable(reason);
                    case PageOutcome.Unavailable(var reason, var after) ->
                            throw new StoppedException(
                                    new ClosureOutcome.UpstreamAway(reason, after));
                    case PageOutcome.NotConfigured(var reason) ->
                            throw new StoppedException(
                                    new ClosureOutcome.UpstreamAway(reason, null));
                    case PageOutcome.NotModified n ->
                            throw new IllegalStateException("not modified, and nothing was sent");
                };
        pages.put(name, page);
        return page;
    }

    /**
     * The metadata of a file: offered beside it, else out of it.
     *
     * @return empty where there are none that an installer could read, so that it would pass the
     *     file over
     */
    Optional<CoreMetadata> metadata(String project, IndexFile file) throws InterruptedException {
        var key = file.url().toString();
        var known = metadata.get(key);
        if (known == null) {
            known = read(project, file);
            metadata.put(key, known);
        }
        return known;
    }

    private Optional<CoreMetadata> read(String project, IndexFile file)
            throws InterruptedException {
        if (file.name().isWheel() && file.metadata() != null && !file.metadata().isEmpty()) {
            spend();
            switch (index.metadata(file)) {
                case MetadataOutcome.Found(var found) -> {
                    received(found.bytes().length);
                    return Optional.of(found);
                }
                case MetadataOutcome.None(FetchOutcome.NothingToCompare n) -> {
                    // They are in the wheel as well.
                }
                case MetadataOutcome.None(FetchOutcome.NotFound n) -> {
                    // Likewise, where an index promises what it has not.
                }
                case MetadataOutcome.None(var reason) ->
                        throw new StoppedException(
                                ClosureOutcome.without(
                                        file.name().fileName() + ".metadata", reason));
            }
        }
        var fetched = file(file);
        return switch (PackedMetadata.read(fetched.file(), file.name(), project, index.limits())) {
            case PackedMetadata.Outcome.Found(var found) -> Optional.of(settled(file, found));
            case PackedMetadata.Outcome.None(var reason) -> {
                if (!file.name().isWheel()) {
                    throw unresolvable(
                            reason
                                    + ", so only running its build would tell what it needs, and"
                                    + " Assay runs nothing");
                }
                yield Optional.empty();
            }
        };
    }

    private static CoreMetadata settled(IndexFile file, CoreMetadata found) {
        var unsettled = file.name().isWheel() ? null : found.unsettled();
        if (unsettled != null) {
            throw unresolvable(
                    file.name().fileName()
                            + " is all there is for the target, and what it needs is known only"
                            + " once it is built: "
                            + unsettled
                            + ". Assay builds nothing");
        }
        return found;
    }

    /** A file, fetched and checked. */
    Fetched file(IndexFile file) throws InterruptedException {
        var key = file.url().toString();
        var known = files.get(key);
        if (known != null) {
            return known;
        }
        spend();
        var outcome = index.file(file, folder.resolve("file" + files.size()));
        if (outcome instanceof FetchOutcome.Missed missed) {
            throw new StoppedException(ClosureOutcome.without(file.name().fileName(), missed));
        }
        var fetched = (Fetched) outcome;
        received(fetched.size());
        files.put(key, fetched);
        return fetched;
    }

    /** A file that was fetched already, or null. */
    @Nullable Fetched fetched(IndexFile file) {
        return files.get(file.url().toString());
    }

    /** A new file in the folder of this resolution. */
    Path path(String name) {
        return folder.resolve(name);
    }

    private void spend() {
        if (++requests > index.limits().requests()) {
            throw tooLarge("it takes more than " + index.limits().requests() + " requests");
        }
        checkTime();
    }

    void checkTime() {
        if (!clock.instant().isBefore(end)) {
            throw tooLarge(
                    "it takes more than "
                            + index.limits().time().toSeconds()
                            + " s, the time for one resolution");
        }
    }

    private void received(long count) {
        bytes += count;
        if (bytes > index.limits().total()) {
            throw tooLarge("it takes more than " + index.limits().total() + " bytes in all");
        }
    }

    static StoppedException tooLarge(String reason) {
        return new StoppedException(new ClosureOutcome.TooLarge(reason));
    }

    static StoppedException unresolvable(String reason) {
        return new StoppedException(new ClosureOutcome.Unresolvable(reason));
    }

    @Override
    public void close() throws IOException {
        var inside = new ArrayList<Path>();
        try (var walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(inside::add);
        }
        for (var each : List.copyOf(inside)) {
            Files.deleteIfExists(each);
        }
    }
}
