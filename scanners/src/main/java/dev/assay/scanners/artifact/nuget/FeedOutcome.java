package dev.assay.scanners.artifact.nuget;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What became of asking a NuGet source. Every text is made for people.
 *
 * @param <T> what is asked for
 */
public sealed interface FeedOutcome<T> {

    record Found<T>(T value) implements FeedOutcome<T> {}

    /** There is no such package or version. */
    record NotFound<T>(String reason) implements FeedOutcome<T> {}

    /** What came is no answer that the protocol knows. */
    record Malformed<T>(String reason) implements FeedOutcome<T> {}

    /**
     * The source gave no usable answer.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable<T>(String reason, @Nullable Duration retryAfter) implements FeedOutcome<T> {}

    /** No source is configured; the reason says what to set. */
    record NotConfigured<T>(String reason) implements FeedOutcome<T> {}

    /** The same, of what was not found out. */
    static <T> FeedOutcome<T> failed(FeedOutcome<?> other) {
        return switch (other) {
            case NotFound<?>(var reason) -> new NotFound<>(reason);
            case Malformed<?>(var reason) -> new Malformed<>(reason);
            case Unavailable<?>(var reason, var after) -> new Unavailable<>(reason, after);
            case NotConfigured<?>(var reason) -> new NotConfigured<>(reason);
            case Found<?> f -> throw new IllegalArgumentException("it was found");
        };
    }
}
