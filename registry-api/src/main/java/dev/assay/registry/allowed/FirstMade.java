package dev.assay.registry.allowed;

import dev.assay.scanners.coordinates.Sha256;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When exactly this was made for the first time. A file that says the same keeps its time, so that
 * whoever fetches it every minute sees a change only where there is one.
 */
final class FirstMade {

    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<Sha256, Instant> times =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, Instant> eldest) {
                    return size() > MOST;
                }
            };

    FirstMade(Clock clock) {
        this.clock = clock;
    }

    synchronized Instant of(Sha256 digest) {
        return times.computeIfAbsent(
                digest, each -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
