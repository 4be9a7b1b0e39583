package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of asking for a package's page. Every text is made for people. */
public sealed interface PageOutcome {

    record Found(IndexPage page) implements PageOutcome {}

    /** The index's answer to a revalidation: what was fetched before still holds. */
    record NotModified() implements PageOutcome {}

    /** The index has no such package. */
    record NotFound(String reason) implements PageOutcome {}

    /** The answer is no page of that package, or larger than the limit. */
    record Malformed(String reason) implements PageOutcome {}

    /**
     * The index is away, overloaded, or refuses us.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements PageOutcome {}

    /** No index is configured; the reason says what to set. */
    record NotConfigured(String reason) implements PageOutcome {}
}
