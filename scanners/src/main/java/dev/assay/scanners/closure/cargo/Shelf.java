package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CrateDependency;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.artifact.cargo.IndexOutcome;
import dev.assay.scanners.closure.ClosureOutcome;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one resolution has read of an index, each crate once, within its limits. */
final class Shelf {

    private final CargoRegistry registry;
    private final Clock clock;
    private final Instant end;
    private final CargoLock lock;
    private final Map<String, Optional<IndexFile>> files = new HashMap<>();
    private int requests;

    /**
     * @param lock the versions that are taken and no others; empty for none
     */
    Shelf(CargoRegistry registry, Clock clock, CargoLock lock) {
        this.registry = registry;
        this.clock = clock;
        this.end = clock.instant().plus(registry.limits().time());
        this.lock = lock;
    }

    boolean isLocked() {
        return !lock.isEmpty();
    }

    /** What the index has of a crate; empty where there is no such crate. */
    Optional<IndexFile> file(String crate) throws InterruptedException {
        var known = files.get(crate);
        if (known != null) {
            return known;
        }
        if (++requests > registry.limits().requests()) {
            throw StoppedException.tooLarge(
                    "it takes more than " + registry.limits().requests() + " requests");
        }
        checkTime();
        var file =
                switch (registry.find(crate, null)) {
                    case IndexOutcome.Found(var found) -> Optional.of(found);
                    case IndexOutcome.NotFound n -> Optional.<IndexFile>empty();
                    case IndexOutcome.Malformed(var reason) ->
                            throw StoppedException.unresolvable(reason);
                    case IndexOutcome.Unavailable(var reason, var after) ->
                            throw new StoppedException(
                                    new ClosureOutcome.UpstreamAway(reason, after));
                    case IndexOutcome.NotConfigured(var reason) ->
                            throw new StoppedException(
                                    new ClosureOutcome.UpstreamAway(reason, null));
                    case IndexOutcome.NotModified n ->
                            throw new IllegalStateException("not modified, and nothing was sent");
                };
        files.put(crate, file);
        return file;
    }

    /**
     * The versions that a dependency may be, the highest first. One that was taken back is chosen
     * where a lock file says so, and else by nobody.
     */
    List<IndexEntry> candidates(CrateDependency dependency) throws InterruptedException {
        var other = dependency.registry();
        if (other != null && !registry.isSame(other, dependency.crate())) {
            throw StoppedException.unresolvable(
                    "it needs "
                            + dependency.crate()
                            + " from another registry ("
                            + other
                            + "), and Assay takes a closure from one");
        }
        var file = file(dependency.crate()).orElse(null);
        if (file == null) {
            return List.of();
        }
        var found = new ArrayList<IndexEntry>();
        for (var entry : file.entries().reversed()) {
            if (!dependency.requirement().accepts(entry.version())) {
                continue;
            }
            if (isLocked() ? lock.has(entry) : !entry.yanked()) {
                found.add(entry);
            }
        }
        return found;
    }

    void checkTime() {
        if (!clock.instant().isBefore(end)) {
            throw StoppedException.tooLarge(
                    "it takes longer than " + registry.limits().time().toSeconds() + " s");
        }
    }
}
