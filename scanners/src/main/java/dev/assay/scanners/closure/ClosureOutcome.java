package dev.assay.scanners.closure;

import dev.assay.scanners.artifact.FetchOutcome;

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

    /**
     * The closure cannot be had, since one file that it takes cannot.
     *
     * @param file what people call it
     */
    static ClosureOutcome without(String file, FetchOutcome.Missed why) {
        return switch (why) {
            case FetchOutcome.Unavailable(var reason, var after) -> new UpstreamAway(reason, after);
            case FetchOutcome.NotConfigured(var reason) -> new UpstreamAway(reason, null);
            case FetchOutcome.Truncated(var reason) -> new UpstreamAway(reason, null);
            case FetchOutcome.TooLarge(var limit) ->
                    new TooLarge(file + " exceeds " + limit + " bytes");
            case FetchOutcome.IntegrityMismatch(var expected, var actual) ->
                    new Unresolvable(
                            file
                                    + " is not what its upstream promises: expected "
                                    + expected
                                    + ", got "
                                    + actual);
            case FetchOutcome.NothingToCompare(var reason) ->
                    new Unresolvable(reason + ", so it cannot be locked");
            case FetchOutcome.NotFound(var reason) -> new Unresolvable(reason);
        };
    }
}
