package dev.assay.scanners.finding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a finding matters, most first, so that natural order is reading order. */
public enum Severity {
    @JsonProperty("critical")
    CRITICAL,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("low")
    LOW,
    @JsonProperty("info")
    INFO;

    public boolean atLeast(Severity threshold) {
        return compareTo(threshold) <= 0;
    }
}
