package dev.assay.registry.gate;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.scanners.coordinates.Sha256;

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
 * Counts, in memory, what was passed on outside of all closures, and writes the sums down now and
 * then: an answer never waits for the database.
 */
public final class OutsideCounter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCounter.class);

    /** While the database is away for so long that there are more, the sums of others are kept. */
    private static final int MOST_SUMS = 50_000;

    private static final int LONGEST_ITEM = 1_000;

    private record Key(String ecosystem, String item, Sha256 sha256, long size) {}

    private record Sum(long times, Instant first, Instant last) {

        Sum plus(Sum other) {
            return new Sum(times + other.times, first, other.last);
        }
    }

    private final OutsideFetchStore store;
    private final Clock clock;
    private final Duration pause;
    private final ConcurrentHashMap<Key, Sum> sums = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param pause between two writings
     */
    public OutsideCounter(OutsideFetchStore store, Clock clock, Duration pause) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
    }

    void start() {
        Thread.ofVirtual().name("outside-counter").start(this::keepWriting);
    }

    void passed(String ecosystem, String item, Sha256 sha256, long size) {
        var now = clock.instant();
        var named = item.length() <= LONGEST_ITEM ? item : item.substring(0, LONGEST_ITEM);
        var key = new Key(ecosystem, named, sha256, size);
        if (sums.size() < MOST_SUMS || sums.containsKey(key)) {
            sums.merge(key, new Sum(1, now, now), Sum::plus);
        } else {
            LOG.warn("Passed on outside and not recorded, since there is no room: {}", named);
        }
    }

    /** Writes down what was counted so far. */
    public synchronized void write() {
        for (var key : new ArrayList<>(sums.keySet())) {
            var sum = sums.remove(key);
            if (sum == null) {
                continue;
            }
            try {
                store.add(
                        new OutsideFetch(
                                key.ecosystem(),
                                key.item(),
                                key.sha256(),
                                key.size(),
                                sum.times(),
                                sum.first(),
                                sum.last()));
            } catch (DataAccessException | TransactionException e) {
                sums.merge(key, sum, (newer, older) -> older.plus(newer));
                LOG.warn("What was passed on outside is written down later: {}", e.getMessage());
                return;
            }
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
