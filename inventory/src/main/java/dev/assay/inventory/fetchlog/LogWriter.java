package dev.assay.inventory.fetchlog;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the segments of one log, for one thread. What is not forced yet is kept, so that it can be
 * written anew behind what is: nobody knows what a disk has after it failed to force.
 */
final class LogWriter {

    private static final int MOST_RESTS = 4_096;

    private final Segments segments;
    private final Id node;
    private final long segmentBytes;
    private final Clock clock;

    /** The lines of the group, of which some may be in the file. */
    private final List<byte[]> group = new ArrayList<>();

    /** By fetches without their times. */
    private final Map<Fetch, String> rests = new HashMap<>();

    private int written;
    private long next;
    private long segment;
    private boolean begun;
    private long length;
    private @Nullable FileChannel channel;
    private long forcedNanos;
    private volatile long lastForced;
    private volatile FetchLog.Durable durable;

    /**
     * @param next the number of the next fetch
     * @param segment the number of a segment that is not there yet
     */
    LogWriter(Segments segments, Id node, long next, long segment, long segmentBytes, Clock clock) {
        this.segments = segments;
        this.node = node;
        this.next = next;
        this.segment = segment;
        this.segmentBytes = segmentBytes;
        this.clock = clock;
        this.lastForced = next - 1;
        this.durable = new FetchLog.Durable(segment, 0);
        this.forcedNanos = System.nanoTime() - Long.MAX_VALUE / 2;
    }

    Id node() {
        return node;
    }

    /**
     * Makes the first segment, so that the log says where it goes on before anybody is given
     * anything.
     */
    void begin() throws IOException {
        open();
    }

    void add(Fetch fetch) {
        group.add(LogLine.line(LogLine.head(next++, fetch.at()) + rest(fetch)));
    }

    /**
     * Few packages and callers are most of what is fetched, and JSON takes longer than all else.
     */
    private String rest(Fetch fetch) {
        if (rests.size() > MOST_RESTS) {
            rests.clear();
        }
        return rests.computeIfAbsent(
                new Fetch(
                        Instant.EPOCH,
                        fetch.caller(),
                        fetch.stage(),
                        fetch.release(),
                        fetch.purl(),
                        fetch.sha256(),
                        fetch.from(),
                        fetch.outcome()),
                each -> LogLine.rest(node, each));
    }

    boolean isEmpty() {
        return group.isEmpty();
    }

    /** Hands what is not in the file yet to the system. */
    void write() throws IOException {
        var out = open();
        var size = 0;
        for (var i = written; i < group.size(); i++) {
            size += group.get(i).length;
        }
        var buffer = ByteBuffer.allocate(size);
        for (var i = written; i < group.size(); i++) {
            buffer.put(group.get(i));
        }
        writeAll(out, buffer.flip());
        written = group.size();
    }

    /**
     * Has the disk keep what was written.
     *
     * @return how many fetches that were
     */
    int force() throws IOException {
        var out = open();
        out.force(false);
        if (!Files.exists(segments.file(segment))) {
            // Somebody removed it: what is written goes nowhere.
            channel = null;
            begun = false;
            out.close();
            segment++;
            throw new NoSuchFileException(
                    segments.file(segment - 1).toString(), null, "it was removed");
        }
        length = out.position();
        durable = new FetchLog.Durable(segment, length);
        var count = group.size();
        lastForced = next - 1;
        group.clear();
        written = 0;
        forcedNanos = System.nanoTime();
        if (length >= segmentBytes) {
            channel = null;
            begun = false;
            segment++;
            out.close();
        }
        return count;
    }

    /** Forgets what was written and not forced; it is written again. */
    void undo() {
        written = 0;
        var out = channel;
        channel = null;
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                // What failed already.
            }
        }
    }

    /** Says that nothing comes after. */
    void close() throws IOException {
        var out = open();
        writeAll(
                out,
                ByteBuffer.wrap(new LogLine.Closed(node, next - 1, clock.instant()).written()));
        out.force(true);
        durable = new FetchLog.Durable(segment, out.position());
        out.close();
        channel = null;
    }

    long forcedNanos() {
        return forcedNanos;
    }

    long lastForced() {
        return lastForced;
    }

    FetchLog.Durable durable() {
        return durable;
    }

    private FileChannel open() throws IOException {
        if (channel != null) {
            return channel;
        }
        var file = segments.file(segment);
        Files.createDirectories(file.getParent());
        var opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (begun) {
                opened.truncate(length);
                opened.position(length);
            } else {
                opened.truncate(0);
                var first = next - group.size();
                writeAll(
                        opened,
                        ByteBuffer.wrap(
                                new LogLine.Opened(node, first, clock.instant()).written()));
                opened.force(true);
                forceDirectory();
                length = opened.position();
                begun = true;
                durable = new FetchLog.Durable(segment, length);
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        return opened;
    }

    /** A new file is on disk only once its folder is; not every platform can open one. */
    private void forceDirectory() {
        try (var folder =
                FileChannel.open(segments.file(segment).getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows refuses to open folders, and orders what is made in them itself.
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
