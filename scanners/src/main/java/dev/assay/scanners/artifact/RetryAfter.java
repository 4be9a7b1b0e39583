package dev.assay.scanners.artifact;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** The {@code Retry-After} header in its form in seconds (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final int MOST_DIGITS = 6;

    private RetryAfter() {}

    /** The wish, or null where there is none or it is written as a date. */
    static @Nullable Duration of(HttpHeaders headers) {
        var value = headers.firstValue("retry-after").orElse("").trim();
        return !value.isEmpty()
                        && value.length() <= MOST_DIGITS
                        && value.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Duration.ofSeconds(Integer.parseInt(value))
                : null;
    }
}
