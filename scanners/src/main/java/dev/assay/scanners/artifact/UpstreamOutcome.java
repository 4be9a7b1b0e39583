package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What became of one request to an upstream, retries and redirects included. */
public sealed interface UpstreamOutcome {

    /**
     * It answered, whatever the status, and the body arrived whole.
     *
     * @param headers as sent, {@code Content-Encoding} included although the body is decoded
     * @param body empty where the body went into a file
     */
    record Answered(int status, HttpHeaders headers, byte[] body) implements UpstreamOutcome {}

    /** The body exceeds the limit; reading stopped there. */
    record TooLarge(long limit) implements UpstreamOutcome {}

    /** The body ended early or was damaged on the way, on every attempt. */
    record Truncated(String reason) implements UpstreamOutcome {}

    /**
     * No usable answer: not reachable, too slow, overloaded, or redirecting to where we do not go.
     *
     * @param reason for people, naming the address
     * @param retryAfter what the upstream asked for, or null
     */
    record Away(String reason, @Nullable Duration retryAfter) implements UpstreamOutcome {}
}
