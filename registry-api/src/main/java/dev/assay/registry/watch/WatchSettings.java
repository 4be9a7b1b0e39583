package dev.assay.registry.watch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How upstreams are watched.
 *
 * @param enabled whether they are
 * @param interval how long after an answer a package is asked for again; a tenth of it more or less
 *     by chance, so that not all are asked at once
 * @param longestPause how long at most after failures, which double the interval each
 * @param perRun how many packages one run asks for at most; the others come first in the next
 * @param atOnce how many at the same time
 * @param mostWaiting how many newer versions of one package may wait undecided before no further
 *     one is opened
 */
@ConfigurationProperties("assay.watch")
record WatchSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5m") Duration interval,
        @DefaultValue("6h") Duration longestPause,
        @DefaultValue("200") int perRun,
        @DefaultValue("4") int atOnce,
        @DefaultValue("5") int mostWaiting) {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(15);

    WatchSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "assay.watch.interval is " + interval + "; write for example 5m");
        }
        if (perRun < 1 || atOnce < 1 || mostWaiting < 1) {
            throw new IllegalArgumentException(
                    "assay.watch.per-run, at-once and most-waiting are at least 1");
        }
        if (longestPause.compareTo(interval) < 0) {
            longestPause = interval;
        }
    }

    /** How long to rest between two runs. */
    Duration tick() {
        var tick = interval.dividedBy(4);
        return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick;
    }

    /** How long after so many failures in a row a package is asked for again. */
    Duration pause(int failures) {
        var pause = interval.multipliedBy(1L << Math.min(failures, 16));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
