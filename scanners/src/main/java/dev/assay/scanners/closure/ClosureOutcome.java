package dev.assay.scanners.closure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of resolving a release. Every text is made for people. */
public sealed interface ClosureOutcome {

    record Resolved(Closure closure) implements ClosureOutcome {}

    /**
     * The release, or something it needs, cannot be had or cannot be locked: asking again changes
     * nothing.
     *
     * @param reason which package and range, who asks for it, and what is wrong
     */
    record Unresolvable(String reason) implements ClosureOutcome {}

    /**
     * The registry is away or not configured; nothing is known about the release.
     *
     * @param retryAfter what the registry asked for, or null
     */
    record UpstreamAway(String reason, @Nullable Duration retryAfter) implements ClosureOutcome {}

    /** The closure exceeds a limit. */
    record TooLarge(String reason) implements ClosureOutcome {}
}
