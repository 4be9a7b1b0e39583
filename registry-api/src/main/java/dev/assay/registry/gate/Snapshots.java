package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The snapshot that requests are answered from. It is read anew after every change and by a short
 * poll, since another node may have changed the records; while the database is away the last one
 * stays, until it is too old to be believed.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A snapshot that was confirmed later than that from now was confirmed by another clock. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** So much of the age may be lost by a restart. */
    private static final int TIMES_AN_AGE = 100;

    private final SnapshotReader reader;
    private final SnapshotFile file;
    private final Duration poll;
    private final Duration age;
    private final Clock clock;
    private final LongSupplier nanos;

    private volatile @Nullable Known current;
    private SnapshotFile.@Nullable Saved saved;
    private volatile boolean databaseAway;
    private final ReentrantLock saving = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Has a permit where there may be something to save. */
    private final Semaphore unsaved = new Semaphore(0);

    /**
     * What requests are answered from.
     *
     * @param nanos when it was confirmed, by a count that no setting of a clock changes
     */
    private record Known(SnapshotFile.Saved saved, long nanos) {}

    /**
     * @param poll between two readings
     * @param age how long after the last reading that succeeded a snapshot is believed
     */
    Snapshots(SnapshotReader reader, SnapshotFile file, Duration poll, Duration age, Clock clock) {
        this(reader, file, poll, age, clock, System::nanoTime);
    }

    Snapshots(
            SnapshotReader reader,
            SnapshotFile file,
            Duration poll,
            Duration age,
            Clock clock,
            LongSupplier nanos) {
        this.nanos = nanos;
        this.reader = reader;
        this.file = file;
        this.poll = poll;
        this.age = age;
        this.clock = clock;
    }

    /** What to answer from; empty means that nothing is known and nothing may be served. */
    public Optional<GateSnapshot> current() {
        var known = current;
        return known == null || isTooOld(known)
                ? Optional.empty()
                : Optional.of(known.saved().snapshot());
    }

    /** Since the records were read last; null where they never were, not even before a restart. */
    @Nullable Duration age() {
        var known = current;
        return known == null
                ? null
                : Duration.between(known.saved().confirmedAt(), clock.instant());
    }

    /** Whether the last look at the records failed since the database is away. */
    boolean isDatabaseAway() {
        return databaseAway;
    }

    /** By the clock, or by the time that passed, since the clock may have been set meanwhile. */
    private boolean isTooOld(Known known) {
        return clock.instant().isAfter(known.saved().confirmedAt().plus(age))
                || nanos.getAsLong() - known.nanos() > age.toNanos();
    }

    /** Reads the records, or the file where the database is away, and goes on doing so. */
    void start() {
        refresh();
        if (current == null) {
            try {
                file.read().ifPresent(this::believe);
            } catch (IOException e) {
                LOG.error("The gate serves nothing until the database answers.", e);
            }
        }
        Thread.ofVirtual().name("gate-snapshots").start(this::keepReading);
        Thread.ofVirtual().name("gate-snapshot-file").start(this::keepSaving);
    }

    /** What an earlier process knew, from when the database was there. */
    private void believe(SnapshotFile.Saved known) {
        var now = clock.instant();
        if (known.confirmedAt().isAfter(now.plus(AHEAD))) {
            LOG.error(
                    "The gate serves nothing until the database answers: what it knew was confirmed"
                            + " at {}, and this machine's clock says {}, so nobody can tell how old"
                            + " that is. Set the clock right and start again.",
                    known.confirmedAt(),
                    now);
            return;
        }
        var passed = Duration.between(known.confirmedAt(), now);
        current = new Known(known, nanos.getAsLong() - passed.toNanos());
        LOG.warn(
                "The database is away; the gate serves what was approved at {}, until {}.",
                known.confirmedAt(),
                known.confirmedAt().plus(age));
    }

    /** Reads the records now. Once it returns, whoever asks gets what they said. */
    public synchronized void refresh() {
        try {
            var now = clock.instant();
            var count = nanos.getAsLong();
            current = new Known(new SnapshotFile.Saved(reader.read(), now), count);
            unsaved.release();
            if (databaseAway) {
                databaseAway = false;
                LOG.info("The database answers again.");
            }
        } catch (DataAccessException | TransactionException e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warn(
                        "The database is away; the gate keeps serving what it knows: {}",
                        e.getMostSpecificCause().getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("The records cannot be read; the gate keeps serving what it knows.", e);
        }
    }

    /**
     * The same for a caller in a hurry, or on a thread that is still bound to a transaction:
     * returns when it is done, or when that takes too long.
     */
    void refreshSoon() {
        var refreshing = Thread.ofVirtual().name("gate-refresh").start(this::refresh);
        try {
            refreshing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        unsaved.release();
        save();
    }

    private void keepReading() {
        try {
            while (!stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Apart from reading, so that a slow disk holds up no decision. */
    private void keepSaving() {
        try {
            while (stopped.getCount() > 0) {
                unsaved.acquire();
                unsaved.drainPermits();
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * That nothing has changed is written too, now and then: it is what the age is counted from.
     */
    private boolean isNews(SnapshotFile.Saved known) {
        return saved == null
                || known.snapshot() != saved.snapshot()
                || known.confirmedAt()
                        .isAfter(saved.confirmedAt().plus(age.dividedBy(TIMES_AN_AGE)));
    }

    private void save() {
        saving.lock();
        try {
            saveNow();
        } finally {
            saving.unlock();
        }
    }

    private void saveNow() {
        var latest = current;
        if (latest == null || !isNews(latest.saved())) {
            return;
        }
        var known = latest.saved();
        try {
            file.write(known);
            saved = known;
        } catch (IOException e) {
            LOG.warn("The gate's snapshot could not be written; it is tried again.", e);
        }
    }
}
