package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a snapshot's verdict stands on, where that is block. */
final class Blockers {

    /**
     * What no control makes harmless: bytes that are not the promised ones, and data that goes to
     * somebody it was never meant for. An installation that knows better changes its policy.
     */
    private static final Set<FindingKind> NEVER =
            EnumSet.of(
                    FindingKind.SIGNATURE_INVALID,
                    FindingKind.ARCHIVE_HAZARD,
                    FindingKind.CONSTANT_RECIPIENT,
                    FindingKind.SECRET_FLOW,
                    FindingKind.CANARY_LEAK);

    private final SnapshotStore snapshots;

    Blockers(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    Snapshot snapshot(Sha256 digest) {
        try {
            return snapshots
                    .find(digest)
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "the snapshot " + digest + " is not kept"));
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest + " cannot be read", e);
        }
    }

    /** Everything that has to be waived before the snapshot can be approved. */
    List<Blocker> of(Sha256 digest) {
        var snapshot = snapshot(digest);
        if (snapshot.verdict() != Verdict.BLOCK) {
            return List.of();
        }
        try {
            var found =
                    snapshots.delta(snapshot).findings().stream()
                            .filter(Blockers::blocks)
                            .map(Blockers::blocker)
                            .toList();
            // A verdict that no finding explains is the policy's own, and not ours to waive.
            return found.isEmpty()
                    ? List.of(
                            new Blocker(
                                    Waiver.TargetKind.RULE,
                                    "verdict",
                                    String.join("; ", snapshot.reasons()),
                                    false))
                    : found;
        } catch (IOException e) {
            throw new UncheckedIOException("the delta of snapshot " + digest, e);
        }
    }

    private static Blocker blocker(Finding finding) {
        return new Blocker(
                Waiver.TargetKind.FINDING,
                finding.id(),
                finding.title(),
                !NEVER.contains(finding.kind()));
    }

    private static boolean blocks(Finding finding) {
        return finding.severity() == Severity.CRITICAL
                || finding.kind() == FindingKind.SIGNATURE_INVALID
                || (finding.kind() == FindingKind.ARCHIVE_HAZARD
                        && finding.severity().atLeast(Severity.HIGH));
    }
}
