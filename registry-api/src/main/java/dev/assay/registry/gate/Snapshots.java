package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The snapshot that requests are answered from. It is read anew after every change and by a short
 * poll, since another node may have changed the records; while the database is away the last one
 * stays.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SnapshotReader reader;
    private final SnapshotFile file;
    private final Duration poll;

    private volatile @Nullable GateSnapshot current;
    private @Nullable GateSnapshot saved;
    private boolean databaseAway;
    private final ReentrantLock saving = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Snapshots(SnapshotReader reader, SnapshotFile file, Duration poll) {
        this.reader = reader;
        this.file = file;
        this.poll = poll;
    }

    /** What to answer from; empty means that nothing is known and nothing may be served. */
    public Optional<GateSnapshot> current() {
        return Optional.ofNullable(current);
    }

    /** Reads the records, or the file where the database is away, and goes on doing so. */
    void start() {
        refresh();
        if (current == null) {
            try {
                file.read()
                        .ifPresent(
                                snapshot -> {
                                    current = snapshot;
                                    LOG.warn(
                                            "The database is away; the gate serves what was approved at {}.",
                                            snapshot.readAt());
                                });
            } catch (IOException e) {
                LOG.error("The gate serves nothing until the database answers.", e);
            }
        }
        Thread.ofVirtual().name("gate-snapshots").start(this::keepReading);
    }

    /** Reads the records now. Once it returns, whoever asks gets what they said. */
    public synchronized void refresh() {
        try {
            current = reader.read();
            if (databaseAway) {
                databaseAway = false;
                LOG.info("The database answers again.");
            }
        } catch (DataAccessException | TransactionException e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warn("The database is away; the gate keeps serving what it knows.", e);
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
        save();
    }

    private void keepReading() {
        try {
            save();
            while (!stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
                save();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Under a lock of its own: a slow disk holds up no decision. */
    private void save() {
        saving.lock();
        try {
            saveNow();
        } finally {
            saving.unlock();
        }
    }

    private void saveNow() {
        var snapshot = current;
        if (snapshot == null || snapshot == saved) {
            return;
        }
        try {
            file.write(snapshot);
            saved = snapshot;
        } catch (IOException e) {
            LOG.warn("The gate's snapshot could not be written; it is tried again.", e);
        }
    }
}
