package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What the registry said to a request passed through. */
public sealed interface ForwardOutcome {

    /** Its answer, whatever the status. The body is decoded. */
    record Answered(int status, HttpHeaders headers, byte[] body) implements ForwardOutcome {}

    /**
     * It gave no usable answer.
     *
     * @param retryAfter what it asked for, or null
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements ForwardOutcome {}

    /** No registry is configured; the reason is {@link NpmConfiguration#NOT_CONFIGURED}. */
    record NotConfigured(String reason) implements ForwardOutcome {}
}
