package dev.assay.registry.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be done by each who does it: a bucket for each that holds a minute's
 * worth and fills evenly. It remembers so many and no more; who comes when it is full of others is
 * counted anew, so memory is bounded by the number and not by an attacker.
 */
final class Allowance {

    private static final int MOST_REMEMBERED = 20_000;
    private static final double SECONDS = 60;

    private record Bucket(double left, Instant at) {}

    private final Clock clock;
    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    Allowance(Clock clock, int perMinute) {
        this.clock = clock;
        this.perMinute = perMinute;
    }

    /** Counts one; how long to wait where it is one too many. */
    synchronized Optional<Duration> take(String who) {
        var now = clock.instant();
        // Taken out and put back: the order is by last use, so that the eldest matters least.
        var before = buckets.remove(who);
        var left =
                before == null
                        ? perMinute
                        : Math.min(
                                perMinute,
                                before.left()
                                        + Duration.between(before.at(), now).toMillis()
                                                / 1000.0
                                                * perMinute
                                                / SECONDS);
        var taken = left >= 1;
        buckets.put(who, new Bucket(taken ? left - 1 : left, now));
        if (buckets.size() > MOST_REMEMBERED) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return taken
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis(
                                (long) Math.ceil((1 - left) * SECONDS / perMinute * 1000)));
    }
}
