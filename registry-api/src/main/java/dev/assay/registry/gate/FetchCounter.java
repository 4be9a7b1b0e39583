package dev.assay.registry.gate;

import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts, in memory, who fetched which release, and writes the sums down now and then: an answer
 * never waits for the database. What was counted since the last writing is lost with the process,
 * and while the database is away it is kept.
 */
public final class FetchCounter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchCounter.class);

    /** Beyond this many sums, whoever is new is counted among others. */
    private static final int MOST_SUMS = 20_000;

    private static final int LONGEST_CALLER = 200;
    private static final int DAYS_KEPT = 400;

    private record Key(
            Id release, LocalDate day, String caller, Stage stage, FetchCount.Outcome outcome) {}

    private record Sum(long times, Instant last) {

        Sum plus(Sum other) {
            return new Sum(times + other.times, other.last.isAfter(last) ? other.last : last);
        }
    }

    private final FetchCountStore store;
    private final Clock clock;
    private final Duration pause;
    private final ConcurrentHashMap<Key, Sum> sums = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private LocalDate forgotten = LocalDate.MIN;

    /**
     * @param pause between two writings
     */
    public FetchCounter(FetchCountStore store, Clock clock, Duration pause) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
    }

    void start() {
        Thread.ofVirtual().name("fetch-counter").start(this::keepWriting);
    }

    /** Counts an answer with a release's own tarball. */
    public void served(GateRequest request, Id release) {
        count(request, release, FetchCount.Outcome.SERVED);
    }

    /** Counts a refusal of a release's own tarball. */
    public void refused(GateRequest request, Id release) {
        count(request, release, FetchCount.Outcome.REFUSED);
    }

    private void count(GateRequest request, Id release, FetchCount.Outcome outcome) {
        if (!request.method().equals("GET")) {
            return;
        }
        var now = clock.instant();
        var day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var caller = request.caller();
        var known =
                new Key(
                        release,
                        day,
                        caller.length() <= LONGEST_CALLER
                                ? caller
                                : caller.substring(0, LONGEST_CALLER),
                        request.stage(),
                        outcome);
        var key =
                sums.size() < MOST_SUMS || sums.containsKey(known)
                        ? known
                        : new Key(release, day, FetchCount.OTHERS, request.stage(), outcome);
        sums.merge(key, new Sum(1, now), Sum::plus);
    }

    /** Writes down what was counted so far. */
    public synchronized void write() {
        try {
            for (var key : new ArrayList<>(sums.keySet())) {
                var sum = Objects.requireNonNull(sums.remove(key), "nobody else removes");
                write(key, sum);
            }
            var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(forgotten)) {
                store.forget(today.minusDays(DAYS_KEPT));
                forgotten = today;
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Who fetched what is written down later: {}", e.getMessage());
        }
    }

    private void write(Key key, Sum sum) {
        try {
            store.add(
                    new FetchCount(
                            key.release(),
                            key.day(),
                            key.caller(),
                            key.stage(),
                            key.outcome(),
                            sum.times(),
                            sum.last()));
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
