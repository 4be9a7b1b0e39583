package dev.assay.scanners.delta;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the default policy says of a delta. */
public enum Verdict {
    /** No finding at medium or above, and nothing left unread that matters. */
    @JsonProperty("quiet")
    QUIET,
    /** A person has to look. */
    @JsonProperty("review")
    REVIEW,
    /** Nobody should run this. */
    @JsonProperty("block")
    BLOCK
}
