package dev.assay.registry.workflow;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Vote;

/** What became of a decision. */
public sealed interface DecisionOutcome {

    /** It holds. */
    record Decided(Decision decision, Release release) implements DecisionOutcome {}

    /**
     * It is a vote, which counts; others are still needed.
     *
     * @param text whose
     */
    record Voted(Vote vote, String text) implements DecisionOutcome {}

    /**
     * It is written down and takes effect once somebody else says the same.
     *
     * @param text what is still needed
     */
    record Recorded(Decision decision, String text) implements DecisionOutcome {}

    /**
     * Nothing was recorded.
     *
     * @param reason why, and what to do instead
     */
    record Refused(String reason) implements DecisionOutcome {}
}
