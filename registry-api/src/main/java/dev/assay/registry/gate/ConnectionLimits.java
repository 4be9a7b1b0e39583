package dev.assay.registry.gate;

import java.time.Duration;

/**
 * What one client may take.
 *
 * @param most how many connections are open at once
 * @param idle how long one may be silent
 * @param request how long a request may take to arrive
 * @param longestLine the longest request line in bytes
 * @param largestHeaders the largest headers in bytes
 * @param largestBody the largest body in bytes
 */
public record ConnectionLimits(
        int most,
        Duration idle,
        Duration request,
        int longestLine,
        int largestHeaders,
        int largestBody) {

    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(
                    4096,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    8 << 10,
                    32 << 10,
                    4 << 20);

    ConnectionLimits with(int newMost, Duration newIdle, Duration newRequest) {
        return new ConnectionLimits(
                newMost, newIdle, newRequest, longestLine, largestHeaders, largestBody);
    }
}
