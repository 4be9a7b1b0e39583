package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of asking for a packument. Every text is made for people. */
public sealed interface PackumentOutcome {

    record Found(Packument packument) implements PackumentOutcome {}

    /** The registry's answer to a revalidation: what was fetched before still holds. */
    record NotModified() implements PackumentOutcome {}

    /** The registry has no such package. */
    record NotFound(String reason) implements PackumentOutcome {}

    /**
     * The registry is away, overloaded, or refuses us.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements PackumentOutcome {}

    /** The answer is no packument of that package, or larger than the limit. */
    record Malformed(String reason) implements PackumentOutcome {}

    /** No registry is configured; the reason is {@link NpmConfiguration#NOT_CONFIGURED}. */
    record NotConfigured(String reason) implements PackumentOutcome {}
}
