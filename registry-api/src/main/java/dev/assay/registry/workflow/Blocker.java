package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Something that people may accept until a day: a broken rule that keeps a release from being
 * approved unless it is waived, or a finding.
 *
 * @param target the finding's id, or the rule's id with a digest of what breaks it
 * @param remedy what to do about it otherwise; may be empty
 * @param mostDays for how long it may be waived at most; 0 where it never is
 * @param stands where it stands now
 * @param findings the findings that break a rule, where these are all that does; else empty
 */
public record Blocker(
        Waiver.TargetKind kind,
        String target,
        String title,
        String remedy,
        int mostDays,
        Stands stands,
        List<Blocker> findings) {

    /**
     * Where something stands.
     *
     * @param digest the same for the same places
     * @param places for people
     */
    public record Stands(String digest, String places) {}

    public Blocker {
        Objects.requireNonNull(stands, "stands is null");
        findings = List.copyOf(findings);
    }

    public boolean waivable() {
        return mostDays > 0;
    }

    /** Whether a waiver is of it, standing where it stood when the waiver was asked for. */
    public boolean isCoveredBy(Waiver waiver) {
        return isTargetOf(waiver)
                && (waiver.evidence() == null || waiver.evidence().equals(stands.digest()));
    }

    boolean isTargetOf(Waiver waiver) {
        return waiver.targetKind() == kind && waiver.target().equals(target);
    }

    /** Whether it is accepted by waivers that hold: it itself, or each finding that it is about. */
    public boolean isAccepted(Collection<Waiver> holding) {
        return holding.stream().anyMatch(this::isCoveredBy)
                || !findings.isEmpty()
                        && findings.stream().allMatch(each -> each.isAccepted(holding));
    }
}
