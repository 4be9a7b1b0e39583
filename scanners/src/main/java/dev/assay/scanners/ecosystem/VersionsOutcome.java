package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.FetchOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of asking for the versions of a package. Every text is made for people. */
public sealed interface VersionsOutcome {

    /** There are some. */
    record Found(OfferedVersions versions) implements VersionsOutcome {}

    /** They are the ones of the entity tag that was sent. */
    record NotModified() implements VersionsOutcome {}

    /** There is no such package. */
    record NotFound(String reason) implements VersionsOutcome {}

    /** Nobody lists the versions of such packages, so that nothing follows from it. */
    record Unlisted(String reason) implements VersionsOutcome {}

    /** What came is no answer that the protocol knows. */
    record Malformed(String reason) implements VersionsOutcome {}

    /**
     * The upstream gave no usable answer.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements VersionsOutcome {}

    /** No upstream is configured; the reason says what to set. */
    record NotConfigured(String reason) implements VersionsOutcome {}

    /** What it means that the list cannot be had. */
    static VersionsOutcome without(FetchOutcome.Missed why) {
        return switch (why) {
            case FetchOutcome.NotFound(var reason) -> new NotFound(reason);
            case FetchOutcome.Unavailable(var reason, var after) -> new Unavailable(reason, after);
            case FetchOutcome.Truncated(var reason) -> new Unavailable(reason, null);
            case FetchOutcome.NotConfigured(var reason) -> new NotConfigured(reason);
            case FetchOutcome.TooLarge t -> new Malformed("its list of versions: " + t.told());
            case FetchOutcome.IntegrityMismatch m ->
                    new Malformed("its list of versions: " + m.told());
            case FetchOutcome.NothingToCompare n ->
                    new Malformed("its list of versions: " + n.told());
        };
    }
}
