package dev.assay.registry.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says of something that happens again and again whether it was told a while ago, so that a key
 * held down does not write a book.
 */
final class OncePerWhile {

    static final Duration WHILE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Instant> told =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST;
                }
            };

    OncePerWhile(Clock clock) {
        this.clock = clock;
    }

    /** Whether this is the first time in a while. What is forgotten is told again. */
    synchronized boolean first(String what) {
        var now = clock.instant();
        var before = told.get(what);
        if (before != null && now.isBefore(before.plus(WHILE))) {
            return false;
        }
        told.remove(what);
        told.put(what, now);
        return true;
    }
}
