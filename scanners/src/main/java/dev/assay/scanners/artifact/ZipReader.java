package dev.assay.scanners.artifact;

import dev.assay.scanners.artifact.ReadOutcome.Read;
import dev.assay.scanners.artifact.ReadOutcome.Rejected;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Reads a zip (a jar, a wheel, a bundle) into memory by its index, which is what runtimes go by,
 * and tells where its parts say something else. Jars inside of it are read too, as folders called
 * {@code x.jar!}, within the same limits. Nothing is written to disk.
 */
public final class ZipReader {

    /** What stands behind the path of a jar in the paths of what is in it. */
    public static final String INSIDE = "!/";

    /** A jar in a jar in a jar; deeper ones stay unread files. */
    private static final int DEEPEST = 3;

    private static final int CHUNK = 1 << 16;

    private final ArchiveLimits limits;
    private final Clock clock;

    public ZipReader(ArchiveLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Opens the part of a file that is a zip. */
    @FunctionalInterface
    public interface Opening {
        SeekableByteChannel open() throws IOException;
    }

    /**
     * Reads a zip.
     *
     * @param purl what it was fetched as, or null to take what it claims of itself
     */
    public ReadOutcome read(Path zip, @Nullable Purl purl) {
        return read(zip, purl, () -> Files.newByteChannel(zip));
    }

    /**
     * Reads a file that holds a zip and something else.
     *
     * @param zip what is digested, whole
     * @param part what is read
     */
    public ReadOutcome read(Path zip, @Nullable Purl purl, Opening part) {
        var name = String.valueOf(zip.getFileName());
        var hazards = new Hazards();
        var files = new PackageFiles(hazards);
        try (var channel = part.open()) {
            var sha256 = digest(zip);
            var reading = new Reading(files, hazards, clock.instant().plus(limits.time()));
            reading.all(channel, "", 0);
            var known = purl != null ? purl : ClaimedName.ofZip(files.files(), name);
            return new Read(new PackageTree(known, sha256, files.files(), hazards.all()));
        } catch (LimitExceededException | DamagedArchiveException e) {
            return new Rejected("'" + name + "' is not read: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return new Rejected(
                    "'" + name + "' is damaged: " + e.getMessage() + "; fetch or pack it again");
        }
    }

    /**
     * Reads a zip that is a file of something else.
     *
     * @param path where it stands there, for messages
     */
    public ReadOutcome read(byte[] zip, String path) {
        var hazards = new Hazards();
        var files = new PackageFiles(hazards);
        try {
            var reading = new Reading(files, hazards, clock.instant().plus(limits.time()));
            reading.all(new SeekableInMemoryByteChannel(zip), "", 0);
            return new Read(
                    new PackageTree(
                            ClaimedName.ofZip(
                                    files.files(), path.substring(path.lastIndexOf('/') + 1)),
                            Sha256.of(zip),
                            files.files(),
                            hazards.all()));
        } catch (IOException | IllegalArgumentException e) {
            return new Rejected("'" + path + "' is not read: " + e.getMessage());
        }
    }

    private Sha256 digest(Path zip) throws IOException {
        try (var file = Files.newInputStream(zip)) {
            var digested = new DigestInputStream(file, Sha256.newDigest());
            new BoundedInputStream(digested, limits.packed(), "the archive")
                    .transferTo(OutputStream.nullOutputStream());
            return Sha256.ofDigest(digested.getMessageDigest().digest());
        }
    }

    /** One archive with all that is in it; the limits hold for them together. */
    private final class Reading {

        private final PackageFiles files;
        private final Hazards hazards;
        private final Instant deadline;
        private long unpacked;
        private long packed;
        private int entries;

        Reading(PackageFiles files, Hazards hazards, Instant deadline) {
            this.files = files;
            this.hazards = hazards;
            this.deadline = deadline;
        }

        void all(SeekableByteChannel channel, String prefix, int depth) throws IOException {
            if (depth == 0) {
                packed += channel.size();
            }
            try (var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
                var listed = Collections.list(zip.getEntries());
                new ZipSeams(channel, hazards, prefix).check(listed);
                for (var entry : listed) {
                    if (++entries > limits.entries()) {
                        throw new LimitExceededException(
                                "it has more than " + limits.entries() + " entries");
                    }
                    take(zip, entry, prefix, depth);
                }
            }
        }

        private void take(ZipFile zip, ZipArchiveEntry entry, String prefix, int depth)
                throws IOException {
            var raw = prefix + entry.getName();
            if (entry.isUnixSymlink()) {
                hazards.add(raw, "is a link; unpacking may follow it");
                return;
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                hazards.add(raw, "is encrypted, so nobody can say what is in it");
                return;
            }
            if (entry.isDirectory()) {
                return;
            }
            var path = inside(entry.getName());
            if (path == null) {
                hazards.add(raw, "leads out of the archive; it is left out");
                return;
            }
            var name = prefix + path;
            checkPath(name);
            if (!zip.canReadEntryData(entry)) {
                throw new DamagedArchiveException(
                        "'"
                                + Hazards.printable(raw)
                                + "' is packed by a method that runtimes do not read");
            }
            var bytes = bytes(zip, entry, raw);
            files.add(name, bytes, entry.getUnixMode());
            if (isJar(path, bytes) && depth < DEEPEST) {
                nested(bytes, name, depth);
            }
        }

        private void nested(byte[] bytes, String name, int depth) throws IOException {
            try {
                all(new SeekableInMemoryByteChannel(bytes), name + INSIDE, depth + 1);
            } catch (LimitExceededException e) {
                throw e;
            } catch (IOException | IllegalArgumentException e) {
                hazards.add(name, "is called a jar and cannot be read as one: " + e.getMessage());
            }
        }

        private byte[] bytes(ZipFile zip, ZipArchiveEntry entry, String raw) throws IOException {
            var most = (int) Math.min(limits.file(), limits.unpacked() - unpacked);
            try (var in = zip.getInputStream(entry)) {
                var out = new java.io.ByteArrayOutputStream(Math.clamp(entry.getSize(), 32, CHUNK));
                var chunk = new byte[CHUNK];
                for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    out.write(chunk, 0, count);
                    unpacked += count;
                    if (out.size() > most) {
                        throw new LimitExceededException(
                                out.size() > limits.file()
                                        ? "'"
                                                + Hazards.printable(raw)
                                                + "' exceeds "
                                                + limits.file()
                                                + " bytes"
                                        : "what it unpacks to exceeds "
                                                + limits.unpacked()
                                                + " bytes");
                    }
                    checkProportion();
                }
                var bytes = out.toByteArray();
                if (entry.getSize() >= 0 && entry.getSize() != bytes.length) {
                    hazards.add(raw, "is not as long as the index says");
                }
                return bytes;
            }
        }

        private void checkProportion() throws LimitExceededException {
            if (unpacked > limits.ratioFloor() && unpacked / limits.ratio() > packed) {
                throw new LimitExceededException(
                        "it unpacks to more than " + limits.ratio() + " times its size");
            }
            if (clock.instant().isAfter(deadline)) {
                throw new LimitExceededException(
                        "it takes longer than " + limits.time().toSeconds() + " s");
            }
        }
    }

    /** Whether a file of an archive is a jar that was, or would have been, looked into. */
    public static boolean isJar(String path, byte[] bytes) {
        var lower = path.toLowerCase(Locale.ROOT);
        return (lower.endsWith(".jar") || lower.endsWith(".war") || lower.endsWith(".zip"))
                && bytes.length > 4
                && bytes[0] == 'P'
                && bytes[1] == 'K';
    }

    private void checkPath(String path) throws LimitExceededException {
        if (path.length() > limits.pathLength()) {
            throw new LimitExceededException(
                    "a path is longer than " + limits.pathLength() + " characters");
        }
        if (path.chars().filter(c -> c == '/').count() >= limits.pathDepth()) {
            throw new LimitExceededException(
                    "a path is deeper than " + limits.pathDepth() + " folders");
        }
    }

    /** The path inside, or null where unpacking would put it elsewhere. */
    private static @Nullable String inside(String raw) {
        if (raw.startsWith("/") || raw.startsWith("\\") || raw.matches("^[A-Za-z]:.*")) {
            return null;
        }
        var parts = new java.util.ArrayList<String>();
        for (var part : raw.split("/")) {
            if (List.of(part.split("\\\\")).contains("..")) {
                return null;
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? null : String.join("/", parts);
    }
}
