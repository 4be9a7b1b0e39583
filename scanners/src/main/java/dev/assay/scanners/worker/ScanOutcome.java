package dev.assay.scanners.worker;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.scanners.profile.Profile;

/** What became of one scan. Everything but {@link Scanned} is closed: it approves nothing. */
public sealed interface ScanOutcome {

    /** The artifact was read; what could not be parsed inside it is in the profile's coverage. */
    record Scanned(Profile profile) implements ScanOutcome {}

    /**
     * The artifact could not be scanned.
     *
     * @param reason which way it failed
     * @param message what happened and what to do next, for people
     */
    record NotScanned(Reason reason, String message) implements ScanOutcome {}

    /** The ways a scan fails. */
    enum Reason {
        /** The artifact is no archive we read, is damaged, or exceeds a limit. */
        @JsonProperty("rejected")
        REJECTED,
        /** The worker process ended on its own. */
        @JsonProperty("crashed")
        CRASHED,
        /** The deadline passed. */
        @JsonProperty("timed-out")
        TIMED_OUT,
        /** The worker's memory was exhausted. */
        @JsonProperty("out-of-memory")
        OUT_OF_MEMORY
    }
}
