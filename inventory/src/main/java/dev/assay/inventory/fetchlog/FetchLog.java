package dev.assay.inventory.fetchlog;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * This node's log of fetches. Whoever answers only puts a fetch in line; one thread writes what is
 * in line and forces it to the disk, once for all that came within the pause. A process that is
 * killed loses what was in line, which is its last group. What cannot be written is kept and tried
 * again; when that lasts, nothing more is taken.
 */
public final class FetchLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FetchLog.class);

    /**
     * How many fetches may wait to be written. As many numbers are left out after a process that
     * did not end in order, since nobody knows how many of them it gave.
     */
    public static final int MOST_WAITING = 32_768;

    private static final Duration RETRY = Duration.ofMillis(200);

    /**
     * How it writes.
     *
     * @param segmentBytes when a new file is begun
     * @param pause at most this long after the last time is forced to the disk what came since
     * @param grace how long a log that cannot be written still takes fetches
     */
    public record Settings(long segmentBytes, Duration pause, Duration grace) {

        public static final Settings DEFAULT =
                new Settings(16L << 20, Duration.ofMillis(50), Duration.ofSeconds(10));
    }

    /**
     * Up to where a log is on disk, and will not change.
     *
     * @param length 0 where not even the beginning of that segment is
     */
    record Durable(long segment, long length) {}

    private record Failure(long sinceNanos, Instant since, String why) {}

    private final LogFolder folder;
    private final Segments segments;
    private final LogWriter writer;
    private final Settings settings;
    private final Clock clock;
    private final Thread thread;
    private final Queue<Fetch> line = new ConcurrentLinkedQueue<>();
    private final AtomicLong offered = new AtomicLong();
    private final Object turn = new Object();
    private volatile long forced;
    private volatile long groups;
    private volatile long groupNanos;
    private volatile boolean idle;
    private volatile boolean stopping;
    private volatile @Nullable Failure failure;

    private FetchLog(LogFolder folder, Settings settings, Clock clock) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        segments = new Segments(folder.path());
        var end = segments.end();
        var last = end == null ? 0 : last(end.last());
        var next = end == null || end.inOrder() ? last + 1 : last + MOST_WAITING + 1;
        var numbers = segments.numbers();
        writer =
                new LogWriter(
                        segments,
                        end == null ? Id.random() : node(end.last()),
                        next,
                        numbers.isEmpty() ? 1 : numbers.getLast() + 1,
                        settings.segmentBytes(),
                        clock);
        thread = Thread.ofPlatform().daemon().name("fetch-log").unstarted(this::run);
    }

    /**
     * Opens the log in a folder, and begins to write.
     *
     * @param root where the logs of all processes that share a data folder lie
     * @throws IOException when it cannot be read or held; the message says which
     */
    public static FetchLog open(Path root, Settings settings, Clock clock) throws IOException {
        var folder = LogFolder.first(root);
        try {
            var log = new FetchLog(folder, settings, clock);
            log.begin();
            return log;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Puts a fetch in line, without waiting for anything.
     *
     * @return whether it was taken: otherwise nothing may be given, since it would not be on record
     */
    public boolean offer(Fetch fetch) {
        if (why() != null) {
            return false;
        }
        offered.incrementAndGet();
        line.add(fetch);
        if (idle) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** Why nothing is taken now, for people; null where it is. */
    public @Nullable String why() {
        if (stopping) {
            return "it is being stopped";
        }
        var failed = failure;
        if (failed != null
                && System.nanoTime() - failed.sinceNanos() >= settings.grace().toNanos()) {
            return "it cannot be written since "
                    + failed.since().truncatedTo(ChronoUnit.SECONDS)
                    + ": "
                    + failed.why();
        }
        return offered.get() - forced >= MOST_WAITING
                ? MOST_WAITING + " fetches wait to be written already"
                : null;
    }

    /**
     * Waits until all that was taken so far is on disk.
     *
     * @return whether it is
     */
    public boolean flush(Duration most) throws InterruptedException {
        var target = offered.get();
        var end = System.nanoTime() + most.toNanos();
        LockSupport.unpark(thread);
        synchronized (turn) {
            while (forced < target) {
                var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                turn.wait(left);
            }
        }
        return true;
    }

    /** How many fetches are in line, and not on disk yet. */
    public long waiting() {
        return Math.max(0, offered.get() - forced);
    }

    /** How many groups were forced to the disk. */
    public long groups() {
        return groups;
    }

    /** How long the disk took for all of them, in nanoseconds. */
    public long groupNanos() {
        return groupNanos;
    }

    /** The log's id. */
    public Id node() {
        return writer.node();
    }

    /** The number of the last fetch that is on disk. */
    public long lastForced() {
        return writer.lastForced();
    }

    Path folder() {
        return folder.path();
    }

    Segments segments() {
        return segments;
    }

    Durable durable() {
        return writer.durable();
    }

    /** Writes what is in line, and says that the log ended in order. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(settings.grace());
            folder.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        try {
            writer.begin();
        } catch (IOException e) {
            failed(e);
        }
        thread.start();
    }

    private void run() {
        while (true) {
            var ending = stopping;
            for (var next = line.poll(); next != null; next = line.poll()) {
                writer.add(next);
            }
            try {
                if (writer.isEmpty()) {
                    if (ending) {
                        writer.close();
                        return;
                    }
                    rest();
                } else {
                    write(ending);
                }
            } catch (IOException | UncheckedIOException e) {
                failed(e);
                if (ending) {
                    LOG.error("{} fetches were not written.", offered.get() - forced);
                    return;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void rest() {
        idle = true;
        if (line.isEmpty() && !stopping) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        idle = false;
    }

    private void write(boolean atOnce) throws IOException {
        writer.write();
        var left = writer.forcedNanos() + settings.pause().toNanos() - System.nanoTime();
        if (left > 0 && !atOnce) {
            LockSupport.parkNanos(left);
            if (writer.forcedNanos() + settings.pause().toNanos() > System.nanoTime()) {
                return;
            }
            for (var next = line.poll(); next != null; next = line.poll()) {
                writer.add(next);
            }
            writer.write();
        }
        var begun = System.nanoTime();
        var count = writer.force();
        var took = System.nanoTime() - begun;
        if (failure != null) {
            LOG.info("The log of fetches is written again.");
            failure = null;
        }
        synchronized (turn) {
            forced += count;
            groups++;
            groupNanos += took;
            turn.notifyAll();
        }
    }

    private void failed(Exception e) {
        writer.undo();
        var before = failure;
        var why = e.getMessage() == null ? e.toString() : e.getMessage();
        if (before == null) {
            LOG.error("The log of fetches in {} cannot be written: {}", folder.path(), why);
            failure = new Failure(System.nanoTime(), clock.instant(), why);
        }
    }

    private static long last(LogLine line) {
        return switch (line) {
            case LogLine.Fetched(var record) -> record.sequence();
            case LogLine.Opened(var node, var first, var at) -> first - 1;
            case LogLine.Closed(var node, var last, var at) -> last;
        };
    }

    private static Id node(LogLine line) {
        return switch (line) {
            case LogLine.Fetched(var record) -> record.node();
            case LogLine.Opened(var node, var first, var at) -> node;
            case LogLine.Closed(var node, var last, var at) -> node;
        };
    }
}
