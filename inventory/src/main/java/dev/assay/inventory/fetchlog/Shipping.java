package dev.assay.inventory.fetchlog;

import dev.assay.inventory.store.ClockCheck;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings what lies in logs into the database, and removes what is there. Also logs of processes
 * that are gone, where they lie in the same folder. While the database is away, files stay. While
 * much is fetched it takes no more than a tenth of its time, since whoever fetches comes first;
 * what lies in logs meanwhile is brought along later, or when somebody asks for it.
 */
public final class Shipping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    /** How often folders are looked at that another process may have left. */
    private static final Duration OTHERS = Duration.ofMinutes(1);

    /** How often as long as it worked it rests while fetches come in. */
    private static final int REST = 9;

    private static final long LONGEST_REST_MILLIS = 10_000;

    private final FetchLog log;
    private final FetchRecordStore store;
    private final Clock clock;
    private final Duration pause;
    private final Duration kept;
    private final ClockCheck clocks;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Where in the own log it goes on. */
    private long segment;

    private long offset;
    private volatile Instant shipped;
    private Instant forgotten = Instant.MIN;
    private Instant othersAt = Instant.MIN;

    /**
     * @param clocks without whose word nothing is removed for its age
     * @param pause between two looks
     * @param kept how long fetches stay in the database
     */
    public Shipping(
            FetchLog log,
            FetchRecordStore store,
            Clock clock,
            ClockCheck clocks,
            Duration pause,
            Duration kept) {
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.clocks = clocks;
        this.pause = pause;
        this.kept = kept;
        this.shipped = clock.instant();
    }

    public void start() {
        Thread.ofVirtual().name("fetch-log-shipping").start(this::keepShipping);
    }

    private enum Shipped {
        ALL,
        SOME,
        NOTHING
    }

    @FunctionalInterface
    private interface Own {

        /** Whether more of the own log is on disk. */
        boolean ship() throws IOException;
    }

    /**
     * Ships what is on disk now.
     *
     * @return whether all of this node's is in the database
     */
    public boolean ship() {
        return ship(
                        () -> {
                            own();
                            return false;
                        })
                == Shipped.ALL;
    }

    private synchronized Shipped ship(Own own) {
        try {
            if (own.ship()) {
                return Shipped.SOME;
            }
            var now = clock.instant();
            if (othersAt.isBefore(now.minus(OTHERS))) {
                others();
                othersAt = now;
            }
            if (forgotten.isBefore(now.minus(Duration.ofDays(1)))) {
                if (!clocks.isFar()) {
                    store.forget(now.minus(kept));
                }
                forgotten = now;
            }
            shipped = clock.instant();
            return Shipped.ALL;
        } catch (IOException e) {
            LOG.error("The log of fetches cannot be read: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Fetches are brought into the database later: {}", e.getMessage());
        }
        return Shipped.NOTHING;
    }

    /** When all that was on disk was in the database; when this began, until that was so. */
    public Instant shipped() {
        return shipped;
    }

    /** Waits for what was given until now, and ships it. */
    public boolean shipAll() throws InterruptedException {
        return log.flush(Duration.ofSeconds(2)) && ship();
    }

    @Override
    public void close() {
        stopped.countDown();
        ship();
    }

    private void own() throws IOException {
        while (portion()) {
            // The next one.
        }
    }

    /**
     * Ships some of the own log.
     *
     * @return whether more of it is on disk
     */
    private boolean portion() throws IOException {
        var durable = log.durable();
        for (var number : log.segments().numbers()) {
            if (number > durable.segment()) {
                return false;
            }
            var current = number == durable.segment();
            var portion =
                    log.segments()
                            .read(
                                    number,
                                    number == segment ? offset : 0,
                                    current ? durable.length() : Long.MAX_VALUE);
            store.take(portion.lines(), portion.spoiled() + portion.torn());
            segment = number;
            offset = portion.next();
            if (!portion.ended()) {
                return true;
            }
            // By its beginning the last one says where the log goes on.
            if (!current && durable.length() > 0) {
                Files.delete(log.segments().file(number));
            }
        }
        return false;
    }

    private void others() throws IOException {
        for (var folder :
                LogFolder.all(Objects.requireNonNull(log.folder().getParent())).toList()) {
            if (!folder.equals(log.folder())) {
                left(folder);
            }
        }
    }

    /** The last segment stays: by it, whoever takes the folder next knows where to go on. */
    private void left(Path folder) throws IOException {
        var segments = new Segments(folder);
        if (segments.numbers().isEmpty()) {
            return;
        }
        var held = LogFolder.hold(folder);
        if (held == null) {
            return;
        }
        try (held) {
            var numbers = segments.numbers();
            for (var number : numbers) {
                takeAll(segments, number);
                if (!number.equals(numbers.getLast())) {
                    Files.delete(segments.file(number));
                }
            }
        }
    }

    private void takeAll(Segments segments, long number) throws IOException {
        for (var at = 0L; ; ) {
            var portion = segments.read(number, at, Long.MAX_VALUE);
            store.take(portion.lines(), portion.spoiled() + portion.torn());
            if (portion.ended()) {
                return;
            }
            at = portion.next();
        }
    }

    private void keepShipping() {
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                shipAtEase();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shipAtEase() throws InterruptedException {
        while (true) {
            var before = log.lastForced();
            var began = System.nanoTime();
            var shipped = ship(this::portion);
            var rest = REST * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (shipped != Shipped.SOME) {
                return;
            }
            if (log.lastForced() > before
                    && stopped.await(Math.min(rest, LONGEST_REST_MILLIS), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
