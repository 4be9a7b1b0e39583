package dev.assay.scanners.detonation.chamber;

import java.time.Duration;

/** How a run in a chamber ended. */
public sealed interface Outcome {

    record Answered(byte[] answer) implements Outcome {}

    /**
     * @param reason one sentence
     */
    record Failed(String reason) implements Outcome {}

    /** The deadline came, and all of it was ended. */
    record TimedOut(Duration deadline) implements Outcome {}

    /** Nothing ran. */
    record NotRun(NotIsolated why) implements Outcome {}
}
