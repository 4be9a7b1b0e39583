package dev.assay.registry.workflow;

import dev.assay.scanners.coordinates.Purl;

/**
 * Tells what a name that moves stands for now: in which state something is that has no versions of
 * its own, as remote servers have none, and which image a tag names.
 */
public interface PresentStates {

    /** What it is. */
    sealed interface Outcome {

        /** It is in this state, or has versions of its own, of which one is to be named. */
        record Named(Purl release) implements Outcome {}

        /**
         * Nobody knows.
         *
         * @param reason one sentence for people
         */
        record Unknown(String reason) implements Outcome {}
    }

    /**
     * Asks it, where that is so; that may take as long as it takes to answer.
     *
     * @param named without a version, or by one that moves
     */
    Outcome of(Purl named);
}
