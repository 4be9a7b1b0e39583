package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of asking an index for a crate. Every text is made for people. */
public sealed interface IndexOutcome {

    record Found(IndexFile file) implements IndexOutcome {}

    /** The answer to a revalidation: what was fetched before still holds. */
    record NotModified() implements IndexOutcome {}

    /** The index has no such crate. */
    record NotFound(String reason) implements IndexOutcome {}

    /** The answer is no file of that crate, or larger than the limit. */
    record Malformed(String reason) implements IndexOutcome {}

    /**
     * The registry is away, overloaded, or refuses us.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements IndexOutcome {}

    /** No registry is configured; the reason says what to set. */
    record NotConfigured(String reason) implements IndexOutcome {}
}
