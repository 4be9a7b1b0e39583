package dev.assay.inventory.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The machine's time, but never behind what has passed since the start: what has expired stays so
 * when the machine's clock is set back, and what ages goes on ageing. A clock that is set forward
 * is followed, as it also is after the machine slept, during which nothing else counts.
 */
public final class SteadyClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

    /** What clocks are off by while they are being corrected slowly. */
    private static final Duration TOLD = Duration.ofSeconds(5);

    private final Clock machine;
    private final LongSupplier nanos;
    private final Instant started;
    private final long startedNanos;
    private final AtomicBoolean isBehind = new AtomicBoolean();

    /**
     * @param machine the clock of this machine
     */
    public SteadyClock(Clock machine) {
        this(machine, System::nanoTime);
    }

    SteadyClock(Clock machine, LongSupplier nanos) {
        this(machine, nanos, machine.instant(), nanos.getAsLong());
    }

    private SteadyClock(Clock machine, LongSupplier nanos, Instant started, long startedNanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.started = started;
        this.startedNanos = startedNanos;
    }

    @Override
    public Instant instant() {
        var told = machine.instant();
        var passed = started.plusNanos(nanos.getAsLong() - startedNanos);
        if (!told.isBefore(passed)) {
            if (isBehind.get() && isBehind.compareAndSet(true, false)) {
                LOG.info("The machine's clock is right again.");
            }
            return told;
        }
        var behind = Duration.between(told, passed);
        if (behind.compareTo(TOLD) > 0 && isBehind.compareAndSet(false, true)) {
            LOG.warn(
                    "This machine's clock was set back by {} s. Assay counts on from the time at"
                            + " which it was started; if the clock is right now, start it anew.",
                    behind.toSeconds());
        }
        return passed;
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(machine.withZone(zone), nanos, started, startedNanos);
    }
}
