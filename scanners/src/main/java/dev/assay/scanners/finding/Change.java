package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a finding is new in the newer version. */
public enum Change {
    @JsonProperty("added")
    ADDED,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("changed")
    CHANGED,
    /** There was nothing to compare with: the value is simply there. */
    @JsonProperty("present")
    PRESENT
}
