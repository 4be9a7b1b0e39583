package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the gate knows, at one moment. Immutable: a change of the records makes another one.
 * Expiry and the caller's stage are left to whoever asks, since both differ by request.
 */
public final class GateSnapshot {

    /** That an approved release has a package in its closure. */
    public record Hold(KnownRelease release, HeldPackage held) {}

    private final Instant readAt;
    private final Map<Id, KnownRelease> releases = new LinkedHashMap<>();
    private final Map<Purl, List<KnownRelease>> byPackage = new HashMap<>();
    private final Map<Purl, List<Hold>> holds = new HashMap<>();
    private final Map<Purl, List<KnownRelease>> unapprovedClosures = new HashMap<>();

    /**
     * @param releases in the order in which they win where two hold the same package
     */
    public GateSnapshot(Instant readAt, Collection<KnownRelease> releases) {
        this.readAt = readAt;
        releases.forEach(this::add);
    }

    private void add(KnownRelease release) {
        releases.put(release.id(), release);
        into(byPackage, release.purl().withVersion(null), release);
        if (release.state() == ReleaseState.APPROVED) {
            for (var held : release.held()) {
                var hold = new Hold(release, held);
                into(holds, held.purl().withVersion(null), hold);
                into(holds, held.purl(), hold);
            }
            return;
        }
        for (var member : release.members()) {
            if (!member.equals(release.purl())) {
                into(unapprovedClosures, member, release);
                into(unapprovedClosures, member.withVersion(null), release);
            }
        }
    }

    private static <T> void into(Map<Purl, List<T>> index, Purl key, T value) {
        var values = index.computeIfAbsent(key, k -> new ArrayList<>(2));
        if (values.isEmpty() || !values.getLast().equals(value)) {
            values.add(value);
        }
    }

    /** When the records were read. */
    public Instant readAt() {
        return readAt;
    }

    public Collection<KnownRelease> releases() {
        return List.copyOf(releases.values());
    }

    public Optional<KnownRelease> release(Id id) {
        return Optional.ofNullable(releases.get(id));
    }

    /** The known releases of a package itself. */
    public List<KnownRelease> releasesOf(Purl packagePurl) {
        return byPackage.getOrDefault(packagePurl, List.of());
    }

    /**
     * What stands in approved closures, expired ones included.
     *
     * @param purl with a version, or without one for all versions of a package
     */
    public List<Hold> holds(Purl purl) {
        return holds.getOrDefault(purl, List.of());
    }

    /**
     * The releases that are not approved and depend on a package.
     *
     * @param purl with a version, or without one for any
     */
    public List<KnownRelease> unapprovedClosuresWith(Purl purl) {
        return unapprovedClosures.getOrDefault(purl, List.of());
    }
}
