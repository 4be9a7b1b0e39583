package dev.assay.registry.gate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts in memory, and writes the sums down now and then: an answer never waits for the database.
 * What was counted since the last writing is lost with the process; while the database is away it
 * is kept.
 *
 * @param <K> what is counted
 */
final class Sums<K> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sums.class);

    /** How often, and when for the first and for the last time since the last writing. */
    record Sum(long times, Instant first, Instant last) {

        Sum plus(Sum other) {
            return new Sum(
                    times + other.times,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /** Where sums are written down. */
    interface Writer<K> {

        void write(K key, Sum sum);

        /** Called after all sums that there were. */
        default void written() {}
    }

    private final String what;
    private final Clock clock;
    private final Duration pause;
    private final Writer<K> writer;
    private final ConcurrentHashMap<K, Sum> sums = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param what is counted, for the log
     * @param pause between two writings
     */
    Sums(String what, Clock clock, Duration pause, Writer<K> writer) {
        this.what = what;
        this.clock = clock;
        this.pause = pause;
        this.writer = writer;
    }

    void start() {
        Thread.ofVirtual().name("counter of " + what).start(this::keepWriting);
    }

    /** Whether a key has a sum already, or there are fewer sums than that. */
    boolean hasRoom(K key, int most) {
        return sums.size() < most || sums.containsKey(key);
    }

    void count(K key) {
        var now = clock.instant();
        sums.merge(key, new Sum(1, now, now), Sum::plus);
    }

    /** Writes down what was counted so far, else keeps it for the next time. */
    synchronized void write() {
        try {
            for (var key : new ArrayList<>(sums.keySet())) {
                var sum = sums.remove(key);
                if (sum != null) {
                    write(key, sum);
                }
            }
            writer.written();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The count of {} is written down later: {}", what, e.getMessage());
        }
    }

    private void write(K key, Sum sum) {
        try {
            writer.write(key, sum);
        } catch (DataAccessException | TransactionException e) {
            sums.merge(key, sum, Sum::plus);
            throw e;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        write();
    }

    private void keepWriting() {
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
