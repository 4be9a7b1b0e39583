package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Reads the layers of an image, one tar after the other, within limits that hold for all of them
 * together. Nothing is written to disk, and nothing is followed. One is made for one image.
 */
public final class LayerReader {

    private static final int BUFFER = 1 << 16;

    /** What an entry of a layer is. */
    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK
    }

    /**
     * One entry.
     *
     * @param number its place in its layer, from 0
     * @param path from the root, without a slash in front; empty for the root itself
     * @param link where a link leads, as it is written
     * @param mode permission bits, set-user-id included
     */
    public record Entry(int number, String path, Kind kind, String link, long size, int mode) {}

    /** Takes entries in the order of the layer. */
    @FunctionalInterface
    public interface Taker {

        void take(Entry entry, Body body) throws IOException;
    }

    /** The bytes of the entry that is taken. */
    @FunctionalInterface
    public interface Body {

        /** All of them, which are refused where they are more than a file may have. */
        byte[] read() throws IOException;
    }

    private final ArchiveLimits limits;
    private final Clock clock;
    private final Instant deadline;
    private final Hazards hazards = new Hazards();
    private long unpacked;
    private int entries;

    /**
     * @param limits for all layers together, each read as often as it is read
     */
    public LayerReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.time());
    }

    /** What is wrong with the layers so far, though not so wrong that reading stopped. */
    public List<ArchiveHazard> hazards() {
        return hazards.all().stream()
                .map(
                        each ->
                                new ArchiveHazard(
                                        each.entry(),
                                        each.problem()
                                                .replaceAll(
                                                        "; npm [^;]*|,? ?npm [^;]*",
                                                        "; tools differ on it")))
                .toList();
    }

    public void hazard(String entry, String problem) {
        hazards.add(entry, problem);
    }

    /**
     * Reads one layer.
     *
     * @param layer its bytes as they are in the registry
     * @param size how many they are
     * @return why it is not read, where it is packed in a way that is not read; else null
     * @throws IOException when it is damaged or exceeds a limit, for people
     */
    public @Nullable String read(InputStream layer, long size, Taker taker) throws IOException {
        var buffered = new BufferedInputStream(layer, BUFFER);
        if (ZstdFrames.isZstd(buffered) && ZstdFrames.window(buffered) > ZstdFrames.WINDOW) {
            return "it is packed by zstd with a window of more than "
                    + (ZstdFrames.WINDOW >> 20)
                    + " MB, which is not read; zstd below its level 20 asks for less";
        }
        var plain = unpacked(buffered);
        var watched = new BufferedInputStream(new Watched(plain, size), BUFFER);
        var tar = new TarEntries(watched, limits.extension(), hazards);
        var number = 0;
        try {
            for (var header = tar.next(); header != null; header = tar.next()) {
                if (++entries > limits.entries()) {
                    throw new LimitExceededException(
                            "its layers have more than " + limits.entries() + " entries");
                }
                take(header, number++, tar, taker);
            }
        } catch (DamagedArchiveException e) {
            // A layer may hold nothing at all: what it does is said in the configuration.
            if (number > 0) {
                throw e;
            }
        }
        return null;
    }

    private InputStream unpacked(BufferedInputStream packed) throws IOException {
        if (ZstdFrames.isZstd(packed)) {
            return new UnzstdStream(packed);
        }
        return GunzipStream.isGzip(packed) ? new GunzipStream(packed, hazards) : packed;
    }

    private void take(TarHeader header, int number, TarEntries tar, Taker taker)
            throws IOException {
        var raw = header.path();
        var kind = kind(header);
        if (kind == null) {
            hazards.add(
                    raw,
                    header.isDevice()
                            ? "is a device"
                            : "is an entry of a kind that tools differ on");
            return;
        }
        var path = inside(raw);
        if (path == null) {
            hazards.add(raw, "leads out of the image; it is left out");
            return;
        }
        if (raw.startsWith("/")) {
            hazards.add(raw, "is named by an absolute path");
        }
        if (path.length() > limits.pathLength()) {
            throw new LimitExceededException(
                    "a path is longer than " + limits.pathLength() + " characters");
        }
        taker.take(
                new Entry(number, path, kind, header.linkPath(), header.size(), header.mode()),
                () -> tar.body(limits.file()));
    }

    private static @Nullable Kind kind(TarHeader header) {
        if (header.isFile()) {
            return Kind.FILE;
        }
        if (header.isFolder()) {
            return Kind.FOLDER;
        }
        return switch (header.type()) {
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMBOLIC_LINK;
            default -> null;
        };
    }

    /** The path from the root, or null where it would lead out of it. */
    public static @Nullable String inside(String raw) {
        var parts = new ArrayDeque<String>();
        for (var part : raw.split("/")) {
            if (part.equals("..")) {
                return null;
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** Counts what comes out, and stops what takes too long or grows out of proportion. */
    private final class Watched extends FilterInputStream {

        private final long packed;
        private long own;

        Watched(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = super.read(target, offset, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            var skipped = super.skip(Math.min(count, BUFFER));
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws LimitExceededException {
            own += bytes;
            unpacked += bytes;
            if (unpacked > limits.unpacked()) {
                throw new LimitExceededException(
                        "its layers unpack to more than " + (limits.unpacked() >> 20) + " MB");
            }
            if (own > limits.ratioFloor() && own / limits.ratio() > packed) {
                throw new LimitExceededException(
                        "a layer unpacks to more than " + limits.ratio() + " times its size");
            }
            if (clock.instant().isAfter(deadline)) {
                throw new LimitExceededException(
                        "reading it takes longer than " + limits.time().toSeconds() + " s");
            }
        }
    }
}
