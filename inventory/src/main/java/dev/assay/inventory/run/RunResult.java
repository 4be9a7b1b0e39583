package dev.assay.inventory.run;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

/**
 * What came of one run.
 *
 * @param said one line for people: what was seen, or why it was not run and what to do
 * @param engine the version of what ran it; null where it was not run
 * @param tools how many it listed; null where it was not run
 * @param reached of how many the own code ran; null where it was not run
 * @param way how it was kept from doing harm, as the proof has it; null where it was not run
 * @param manifest the digest of all that it listed; null where it listed nothing
 * @param document the whole result in the blob store
 * @param evidence all that was written down, in the blob store; null where it was not run
 */
public record RunResult(
        RunState state,
        String said,
        @Nullable Integer engine,
        @Nullable Integer tools,
        @Nullable Integer reached,
        @Nullable String way,
        @Nullable Sha256 manifest,
        @Nullable Sha256 document,
        @Nullable Sha256 evidence) {

    /** Where nothing was run. */
    public static RunResult notRun(RunState state, String said, @Nullable Sha256 document) {
        return new RunResult(state, said, null, null, null, null, null, document, null);
    }
}
