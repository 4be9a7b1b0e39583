package dev.assay.registry.workflow;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what blocks against the waivers that hold at this moment. */
final class Waived {

    private final Records records;
    private final Blockers blockers;
    private final Clock clock;

    Waived(Records records, Blockers blockers, Clock clock) {
        this.records = records;
        this.blockers = blockers;
        this.clock = clock;
    }

    List<Blocker> blockers(Sha256 snapshot) {
        return blockers.of(snapshot);
    }

    /** The findings of a snapshot that people may accept. */
    List<Blocker> findings(Sha256 snapshot) {
        return blockers.findings(snapshot);
    }

    /** Whether the policy has changed since the snapshot was judged. */
    boolean isStale(Sha256 snapshot) {
        return blockers.isStale(snapshot);
    }

    Verdict verdict(Sha256 snapshot) {
        return blockers.verdict(snapshot);
    }

    /** What blocks and no waiver covers. */
    List<Blocker> uncovered(Id release, Sha256 snapshot) {
        var holding = holding(release);
        return blockers.of(snapshot).stream().filter(each -> !each.isAccepted(holding)).toList();
    }

    /** The same of what a release was approved as. */
    List<Blocker> uncovered(Release release) {
        var snapshot = release.snapshotSha256();
        return snapshot == null ? List.of() : uncovered(release.id(), snapshot);
    }

    /** When the first of the waivers ends that an approval of a snapshot would stand on. */
    Optional<Instant> firstEnd(Id release, Sha256 snapshot) {
        var holding = holding(release);
        return blockers.of(snapshot).stream()
                .flatMap(each -> standsOn(each, holding))
                .map(Waiver::expiresAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** A waiver of the rule, else those of its findings. */
    private static Stream<Waiver> standsOn(Blocker blocker, List<Waiver> holding) {
        var whole = holding.stream().filter(blocker::isCoveredBy).toList();
        return whole.isEmpty()
                ? blocker.findings().stream()
                        .flatMap(each -> holding.stream().filter(each::isCoveredBy))
                : whole.stream();
    }

    private List<Waiver> holding(Id release) {
        var now = clock.instant();
        return records.waivers().of(release).stream().filter(each -> each.holds(now)).toList();
    }
}
