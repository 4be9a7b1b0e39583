package dev.assay.scanners.artifact;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How patiently an upstream is asked.
 *
 * @param connectTimeout for the connection alone
 * @param answerTimeout until the status line and headers are there
 * @param bodyTimeout for a whole exchange, body included
 * @param pauses how long to wait before each further attempt; its size is the number of retries
 * @param maxRedirects how many redirects are followed
 */
public record UpstreamSettings(
        Duration connectTimeout,
        Duration answerTimeout,
        Duration bodyTimeout,
        List<Duration> pauses,
        int maxRedirects) {

    public static final UpstreamSettings DEFAULT =
            new UpstreamSettings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    List.of(Duration.ofMillis(250), Duration.ofSeconds(1)),
                    5);

    public UpstreamSettings {
        Objects.requireNonNull(connectTimeout, "connectTimeout is null");
        Objects.requireNonNull(answerTimeout, "answerTimeout is null");
        Objects.requireNonNull(bodyTimeout, "bodyTimeout is null");
        pauses = List.copyOf(pauses);
    }
}
