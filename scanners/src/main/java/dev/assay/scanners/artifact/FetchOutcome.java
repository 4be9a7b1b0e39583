package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What became of fetching a package's file. Only {@link Fetched} leaves bytes that may be used. */
public sealed interface FetchOutcome {

    /**
     * The bytes are there, and hash to what the upstream promises.
     *
     * @param file where they are
     * @param sha256 the name under which they are kept
     * @param integrity what locks them
     * @param size in bytes
     * @param from where they came from in the end
     * @param foreignHost whether the upstream names an origin other than its own
     */
    record Fetched(
            Path file, Sha256 sha256, Integrity integrity, long size, URI from, boolean foreignHost)
            implements FetchOutcome {}

    /** There are no bytes that may be used. */
    sealed interface Missed extends FetchOutcome {

        /** Why, for people. */
        default String told() {
            return switch (this) {
                case IntegrityMismatch(var expected, var actual) ->
                        "it is not what was promised: expected " + expected + ", got " + actual;
                case TooLarge(var limit) -> "it exceeds " + limit + " bytes";
                case NothingToCompare(var reason) -> reason;
                case Truncated(var reason) -> reason;
                case NotFound(var reason) -> reason;
                case Unavailable(var reason, var after) -> reason;
                case NotConfigured(var reason) -> reason;
            };
        }
    }

    /**
     * The bytes are not the ones that were promised: an incident, never a reason to retry.
     *
     * @param expected the hash as the upstream writes it
     * @param actual the hash of what came, by the same algorithm
     */
    record IntegrityMismatch(String expected, String actual) implements Missed {}

    /** The upstream gives no hash that we could compare with. */
    record NothingToCompare(String reason) implements Missed {}

    /** The body ended early on every attempt. */
    record Truncated(String reason) implements Missed {}

    /** The file exceeds the limit, in bytes. */
    record TooLarge(long limit) implements Missed {}

    /** There is no file where the upstream says that it is. */
    record NotFound(String reason) implements Missed {}

    /**
     * The upstream is away, overloaded, refuses us, or is named by an address we do not go to.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Missed {}

    /** No upstream is configured; the reason says what to set. */
    record NotConfigured(String reason) implements Missed {}
}
