package dev.assay.registry.workflow;

import dev.assay.inventory.review.Waiver;

/**
 * Something that keeps a release from being approved unless it is waived.
 *
 * @param target the finding's or rule's id
 * @param waivable whether people may waive it at all
 */
public record Blocker(Waiver.TargetKind kind, String target, String title, boolean waivable) {

    boolean isCoveredBy(Waiver waiver) {
        return waiver.targetKind() == kind && waiver.target().equals(target);
    }
}
