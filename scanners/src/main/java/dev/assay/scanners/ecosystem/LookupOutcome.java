package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of looking a release up. Every text is made for people. */
public sealed interface LookupOutcome {

    /** It is there. */
    record Found(OfferedRelease release) implements LookupOutcome {}

    /** It was not found, for whichever reason. */
    sealed interface Missed extends LookupOutcome {

        /** What that means for fetching the release that was looked for. */
        default FetchOutcome unfetched(Purl release) {
            return switch (this) {
                case Unavailable(var reason, var after) ->
                        new FetchOutcome.Unavailable(reason, after);
                case NotConfigured(var reason) -> new FetchOutcome.NotConfigured(reason);
                case NoPackage(var reason) -> new FetchOutcome.NotFound(reason);
                case Malformed(var reason) -> new FetchOutcome.NotFound(reason);
                case NoVersion(var near) ->
                        new FetchOutcome.NotFound("there is no " + release + "; " + near);
                case NoFile() -> new FetchOutcome.NotFound(release + " is listed without a file");
            };
        }

        /** What that means for the closure of the release that was looked for. */
        default ClosureOutcome unresolved(Purl release) {
            return switch (this) {
                case Unavailable(var reason, var after) ->
                        new ClosureOutcome.UpstreamAway(reason, after);
                case NotConfigured(var reason) -> new ClosureOutcome.UpstreamAway(reason, null);
                case NoPackage(var reason) -> new ClosureOutcome.Unresolvable(reason);
                case Malformed(var reason) -> new ClosureOutcome.Unresolvable(reason);
                case NoVersion(var near) ->
                        new ClosureOutcome.Unresolvable("there is no " + release + "; " + near);
                case NoFile() ->
                        new ClosureOutcome.Unresolvable(release + " is listed without a file");
            };
        }
    }

    /** There is no such package. */
    record NoPackage(String reason) implements Missed {}

    /**
     * The package is there, this version is not.
     *
     * @param near a sentence about what may have been meant
     */
    record NoVersion(String near) implements Missed {}

    /** The version is listed without a file. */
    record NoFile() implements Missed {}

    /** What came is no answer that the protocol knows. */
    record Malformed(String reason) implements Missed {}

    /**
     * The upstream gave no usable answer.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Missed {}

    /** No upstream is configured; the reason says what to set. */
    record NotConfigured(String reason) implements Missed {}
}
