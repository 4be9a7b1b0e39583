package dev.assay.inventory.release;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What one stage of the pipeline made of a release.
 *
 * @param outcome one word in the stage's own terms, for example {@code fetched}, {@code timed-out}
 * @param summary one line for people
 * @param document the stage's whole output in the blob store, null where it made none
 */
public record VettingStep(
        Name name, String outcome, String summary, @Nullable Sha256 document, Instant finishedAt) {

    /** The stages, in their order. */
    public enum Name {
        ARTIFACT("artifact"),
        CLOSURE("closure"),
        PROFILE("profile"),
        SOURCE("source"),
        RUN("run"),
        DELTA("delta"),
        VERDICT("verdict");

        private final String words;

        Name(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
