package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;

/**
 * Something that keeps a release from being approved unless it is waived.
 *
 * @param target the rule's or finding's id, with a digest of what breaks it
 * @param remedy what to do about it otherwise; may be empty
 * @param mostDays for how long it may be waived at most; 0 where it never is
 */
public record Blocker(
        Waiver.TargetKind kind, String target, String title, String remedy, int mostDays) {

    public boolean waivable() {
        return mostDays > 0;
    }

    boolean isCoveredBy(Waiver waiver) {
        return waiver.targetKind() == kind && waiver.target().equals(target);
    }
}
