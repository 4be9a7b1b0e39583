package dev.assay.registry.gate;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a snapshot out of the records. What has not changed since the last one is taken from there:
 * a closure is never rewritten while its release stays as it is. For one thread at a time.
 */
final class SnapshotReader {

    private static final List<ReleaseState> ALL = Arrays.asList(ReleaseState.values());

    /** The last approval wins where two approved closures hold one package with other bytes. */
    private static final Comparator<Release> LAST_APPROVED_FIRST =
            Comparator.comparing(
                            Release::approvedAt, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(release -> release.id().value());

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final VettingStore vettings;
    private final Function<Release, Optional<Sha256>> attestations;
    private final PublicReason reason;
    private final Clock clock;

    private Map<Release, KnownRelease> known = Map.of();
    private @Nullable GateSnapshot last;

    /**
     * @param attestations the blob with what was signed of a release's approval
     */
    SnapshotReader(
            ReleaseStore releases,
            ClosureStore closures,
            VettingStore vettings,
            Function<Release, Optional<Sha256>> attestations,
            Clock clock) {
        this.releases = releases;
        this.closures = closures;
        this.vettings = vettings;
        this.attestations = attestations;
        this.reason = new PublicReason(vettings);
        this.clock = clock;
    }

    /** The records as they are now; the very same snapshot where nothing has changed. */
    GateSnapshot read() {
        var now = clock.instant();
        var rows = releases.inStates(ALL).stream().sorted(LAST_APPROVED_FIRST).toList();
        if (last != null && known.size() == rows.size() && known.keySet().containsAll(rows)) {
            return last;
        }
        var packages = new HashMap<LockedPackage, HeldPackage>();
        known.values().forEach(release -> release.held().forEach(h -> packages.put(bare(h), h)));
        var next = new LinkedHashMap<Release, KnownRelease>();
        for (var row : rows) {
            var before = known.get(row);
            next.put(row, before == null ? read(row, packages) : before);
        }
        known = next.values().stream().allMatch(SnapshotReader::complete) ? next : Map.of();
        last = new GateSnapshot(now, next.values());
        return last;
    }

    /** Bytes that the records do not name yet are looked for again at the next reading. */
    private static boolean complete(KnownRelease release) {
        return release.held().stream().allMatch(held -> held.sha256() != null);
    }

    private KnownRelease read(Release row, Map<LockedPackage, HeldPackage> packages) {
        var locked = closures.packages(row.id());
        var approved = row.state() == ReleaseState.APPROVED;
        return new KnownRelease(
                row.id(),
                row.purl(),
                row.state(),
                reason.of(row),
                row.stage(),
                row.expiresAt(),
                row.createdAt(),
                approved ? held(locked, packages) : List.of(),
                approved ? List.of() : locked.stream().map(LockedPackage::purl).distinct().toList(),
                approved ? attestations.apply(row).orElse(null) : null);
    }

    private List<HeldPackage> held(
            List<LockedPackage> locked, Map<LockedPackage, HeldPackage> packages) {
        return locked.stream()
                .map(each -> packages.computeIfAbsent(bare(each), this::held))
                .distinct()
                .toList();
    }

    private HeldPackage held(LockedPackage each) {
        var artifact = vettings.artifact(each.integrity());
        return new HeldPackage(
                each.purl(),
                each.integrity(),
                artifact.map(VettingStore.Artifact::sha256).orElse(null),
                artifact.map(VettingStore.Artifact::sizeBytes).orElse(0L),
                each.manifest());
    }

    /** The package wherever it stands, so that closures share what they have in common. */
    private static LockedPackage bare(LockedPackage each) {
        return new LockedPackage("", each.purl(), each.integrity(), false, each.manifest());
    }

    private static LockedPackage bare(HeldPackage each) {
        return new LockedPackage("", each.purl(), each.integrity(), false, each.manifest());
    }
}
