package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Small blobs that were compared with their digests, in memory outside of the heap: one of 50 kB
 * goes out by one call of the system instead of seven. What was not asked for longest makes room.
 * Safe for many threads.
 */
final class BlobMemory {

    /** Beyond, sending the file by itself costs the same. */
    static final int LARGEST_BYTES = 256 << 10;

    static final long MOST_BYTES = 48L << 20;

    private static final class Kept {

        private final ByteBuffer bytes;
        private volatile long turn;

        Kept(ByteBuffer bytes, long turn) {
            this.bytes = bytes;
            this.turn = turn;
        }
    }

    private final Map<Sha256, Kept> blobs = new ConcurrentHashMap<>();

    /** Grows with each blob that is kept: a clock that is read for nothing. */
    private final AtomicLong turns = new AtomicLong();

    private long weight;

    /** A blob's bytes, where they are here; to be read through a duplicate. */
    @Nullable ByteBuffer get(Sha256 digest) {
        var kept = blobs.get(digest);
        if (kept == null) {
            return null;
        }
        var turn = turns.get();
        if (kept.turn != turn) {
            kept.turn = turn;
        }
        return kept.bytes;
    }

    /**
     * Reads a file and keeps it, if it is small, and if its bytes are still those of the digest:
     * they may have been altered since somebody compared them.
     */
    void keep(Sha256 digest, Path file, long sizeBytes) throws IOException {
        if (sizeBytes > LARGEST_BYTES) {
            return;
        }
        byte[] read;
        try (var in = Files.newInputStream(file)) {
            read = in.readNBytes((int) sizeBytes);
        }
        if (!Sha256.of(read).equals(digest)) {
            return;
        }
        var bytes = ByteBuffer.allocateDirect(read.length).put(read).flip().asReadOnlyBuffer();
        keep(digest, new Kept(bytes, turns.incrementAndGet()));
    }

    private synchronized void keep(Sha256 digest, Kept kept) {
        remove(digest);
        blobs.put(digest, kept);
        weight += kept.bytes.capacity();
        if (weight > MOST_BYTES) {
            makeRoom();
        }
    }

    /** Down to three quarters, so that not every further blob looks through all of them. */
    private void makeRoom() {
        var oldestFirst =
                blobs.entrySet().stream()
                        .sorted(Comparator.comparingLong(each -> each.getValue().turn))
                        .map(Map.Entry::getKey)
                        .toList();
        for (var digest : oldestFirst) {
            if (weight <= MOST_BYTES / 4 * 3) {
                return;
            }
            remove(digest);
        }
    }

    synchronized void forget(Sha256 digest) {
        remove(digest);
    }

    private void remove(Sha256 digest) {
        var gone = blobs.remove(digest);
        if (gone != null) {
            weight -= gone.bytes.capacity();
        }
    }
}
