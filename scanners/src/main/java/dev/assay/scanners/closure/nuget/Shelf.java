package dev.assay.scanners.closure.nuget;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.nuget.FeedOutcome;
import dev.assay.scanners.artifact.nuget.Leaf;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one resolution has read of its sources, each thing once, within its limits. */
final class Shelf implements AutoCloseable {

    /**
     * A package that was fetched.
     *
     * @param packed what it says of itself
     * @param leaf what its source says of it
     */
    record Taken(Purl purl, PackedNuspec.Packed packed, Leaf leaf, Fetched file) {}

    private final NugetFeed feed;
    private final Clock clock;
    private final Instant end;
    private final Path folder;
    private final Map<String, List<NugetVersion>> versions = new HashMap<>();
    private final Map<Purl, Taken> packages = new LinkedHashMap<>();
    private int requests;
    private long bytes;

    Shelf(NugetFeed feed, Clock clock) throws IOException {
        this.feed = feed;
        this.clock = clock;
        this.end = clock.instant().plus(feed.limits().time());
        this.folder = Files.createTempDirectory("assay-nuget-");
    }

    /** All versions of a package; none where there is no such package. */
    List<NugetVersion> versions(String id) throws InterruptedException {
        var known = versions.get(id);
        if (known != null) {
            return known;
        }
        spend();
        var outcome = feed.versions(id);
        var found =
                outcome instanceof FeedOutcome.NotFound ? List.<NugetVersion>of() : found(outcome);
        versions.put(id, found);
        return found;
    }

    /** A package, fetched and held against what its source promises of it. */
    Taken taken(String id, NugetVersion version) throws InterruptedException {
        var purl = NugetName.purl(id, version);
        var known = packages.get(purl);
        if (known != null) {
            return known;
        }
        spend();
        var leaf = found(feed.leaf(id, version));
        var promised = found(feed.promised(id, leaf)).orElse(null);
        var target = folder.resolve(packages.size() + ".nupkg");
        var fetched =
                switch (feed.fetch(id, version, promised, target)) {
                    case Fetched file -> file;
                    case FetchOutcome.Missed missed ->
                            throw new StoppedException(
                                    ClosureOutcome.without(purl.toString(), missed));
                };
        bytes += fetched.size();
        if (bytes > feed.limits().total()) {
            throw StoppedException.tooLarge(
                    "its packages exceed " + feed.limits().total() + " bytes together");
        }
        var taken = new Taken(purl, read(purl, target), leaf, fetched);
        packages.put(purl, taken);
        return taken;
    }

    private static PackedNuspec.Packed read(Purl purl, Path file) {
        try {
            var packed = PackedNuspec.read(file);
            var nuspec = packed.nuspec();
            if (!NugetName.purl(nuspec.id(), nuspec.version()).equals(purl)) {
                throw StoppedException.unresolvable(
                        purl
                                + " says of itself that it is "
                                + nuspec.id()
                                + " "
                                + nuspec.version());
            }
            return packed;
        } catch (IOException e) {
            throw StoppedException.unresolvable("the package " + purl + ": " + e.getMessage());
        }
    }

    /** All that were fetched. */
    Collection<Taken> all() {
        return packages.values();
    }

    private <T> T found(FeedOutcome<T> outcome) {
        return switch (outcome) {
            case FeedOutcome.Found<T>(var value) -> value;
            case FeedOutcome.NotFound<T>(var reason) -> throw StoppedException.unresolvable(reason);
            case FeedOutcome.Malformed<T>(var reason) ->
                    throw StoppedException.unresolvable(reason);
            case FeedOutcome.Unavailable<T>(var reason, var after) ->
                    throw new StoppedException(new ClosureOutcome.UpstreamAway(reason, after));
            case FeedOutcome.NotConfigured<T>(var reason) ->
                    throw new StoppedException(new ClosureOutcome.UpstreamAway(reason, null));
        };
    }

    private void spend() {
        if (++requests > feed.limits().requests()) {
            throw StoppedException.tooLarge(
                    "resolving it takes more than " + feed.limits().requests() + " requests");
        }
        if (clock.instant().isAfter(end)) {
            throw StoppedException.tooLarge(
                    "resolving it takes longer than "
                            + feed.limits().time().toSeconds()
                            + " seconds");
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
