package dev.assay.scanners.ecosystem;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of looking a release up. Every text is made for people. */
public sealed interface LookupOutcome {

    /** It is there. */
    record Found(OfferedRelease release) implements LookupOutcome {}

    /** There is no such package. */
    record NoPackage(String reason) implements LookupOutcome {}

    /**
     * The package is there, this version is not.
     *
     * @param near a sentence about what may have been meant
     */
    record NoVersion(String near) implements LookupOutcome {}

    /** The version is listed without a file. */
    record NoFile() implements LookupOutcome {}

    /** What came is no answer that the protocol knows. */
    record Malformed(String reason) implements LookupOutcome {}

    /**
     * The upstream gave no usable answer.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements LookupOutcome {}

    /** No upstream is configured; the reason says what to set. */
    record NotConfigured(String reason) implements LookupOutcome {}
}
