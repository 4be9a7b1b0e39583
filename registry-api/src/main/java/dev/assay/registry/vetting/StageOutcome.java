package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of one stage. */
sealed interface StageOutcome {

    /**
     * It has its result.
     *
     * @param outcome one word in the stage's own terms
     * @param summary one line for people
     * @param document the whole result in the blob store
     * @param records what else to write, in the transaction that records the stage
     */
    record Done(String outcome, String summary, Sha256 document, Runnable records)
            implements StageOutcome {}

    /**
     * Trying again would end the same way.
     *
     * @param text what happened, why, and what to do
     */
    record Failed(String text) implements StageOutcome {}

    /**
     * It may work later.
     *
     * @param text what happened and what to do if it stays so
     * @param after what an upstream asked for, or null
     */
    record NotNow(String text, @Nullable Duration after) implements StageOutcome {}
}
