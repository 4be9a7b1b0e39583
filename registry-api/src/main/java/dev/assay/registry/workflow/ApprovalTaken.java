package dev.assay.registry.workflow;

import dev.assay.inventory.review.Decision;

import java.util.Objects;

/**
 * An approval takes effect. Published in the transaction that writes it, on the thread that does:
 * what a listener writes is written with it, and what it throws undoes the approval.
 */
public record ApprovalTaken(Decision decision) {

    public ApprovalTaken {
        Objects.requireNonNull(decision, "decision is null");
    }
}
