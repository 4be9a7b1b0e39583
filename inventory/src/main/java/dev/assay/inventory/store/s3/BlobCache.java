package dev.assay.inventory.store.s3;

import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Copies of blobs on this machine's disk, as many as fit: the one that was not asked for longest
 * goes first, and none goes within {@link BlobStore#LENT} of being handed out. Where all are in use
 * the bound is passed rather than one of them removed. Copies are no more than copies: they are not
 * forced to disk, and whoever reads one compares its digest. One process at a time has the folder.
 */
final class BlobCache implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private record Copy(long size, long usedAt) {}

    private final Path root;
    private final Path unfinished;
    private final long bound;
    private final LongSupplier nanos;
    private final FileChannel owned;

    /** The one not asked for longest first. */
    private final LinkedHashMap<Sha256, Copy> copies = new LinkedHashMap<>(64, 0.75f, true);

    private long size;

    /**
     * @param bound bytes
     * @param nanos a clock that only moves on
     * @throws IOException when another process has the folder, or it cannot be written
     */
    BlobCache(Path folder, long bound, LongSupplier nanos) throws IOException {
        this.root = folder.resolve("sha256");
        this.unfinished = folder.resolve("unfinished");
        this.bound = bound;
        this.nanos = nanos;
        Files.createDirectories(root);
        Files.createDirectories(unfinished);
        owned = own(folder);
        try (var left = Files.newDirectoryStream(unfinished)) {
            for (var file : left) {
                Files.delete(file);
            }
        }
        // Nobody here was handed these yet.
        var longAgo = nanos.getAsLong() - BlobStore.LENT.toNanos();
        try (var files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .forEach(
                            file -> {
                                var bytes = bytes(file);
                                copies.put(
                                        new Sha256(file.getFileName().toString()),
                                        new Copy(bytes, longAgo));
                                size += bytes;
                            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        makeRoom(0);
    }

    private static FileChannel own(Path folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another one in this process: no less another owner.
        }
        channel.close();
        throw new IOException(
                "the folder "
                        + folder
                        + " is used by another Assay; give each its own"
                        + " assay.blobs.cache-directory");
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy, which from now on stays for {@link BlobStore#LENT}. */
    synchronized Optional<Path> find(Sha256 digest) {
        var copy = copies.get(digest);
        if (copy == null) {
            return Optional.empty();
        }
        var place = place(digest);
        if (!Files.isRegularFile(place)) {
            // Somebody cleaned up by hand.
            forget(digest);
            return Optional.empty();
        }
        copies.put(digest, new Copy(copy.size(), nanos.getAsLong()));
        return Optional.of(place);
    }

    /** A file to write into, on the same disk; whoever asks for it keeps or deletes it. */
    Path unfinished() throws IOException {
        return Files.createTempFile(unfinished, "blob", null);
    }

    /**
     * Makes a file that was compared with its digest a copy.
     *
     * @param lent whether it is handed out, and stays therefore
     */
    synchronized Path keep(Sha256 digest, Path file, boolean lent) throws IOException {
        var bytes = Files.size(file);
        forget(digest);
        makeRoom(bytes);
        var place = place(digest);
        Files.createDirectories(place.getParent());
        Files.move(
                file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var now = nanos.getAsLong();
        copies.put(digest, new Copy(bytes, lent ? now : now - BlobStore.LENT.toNanos()));
        size += bytes;
        return place;
    }

    synchronized void drop(Sha256 digest) throws IOException {
        forget(digest);
        Files.deleteIfExists(place(digest));
    }

    synchronized long size() {
        return size;
    }

    private void forget(Sha256 digest) {
        var copy = copies.remove(digest);
        if (copy != null) {
            size -= copy.size();
        }
    }

    private void makeRoom(long coming) throws IOException {
        var now = nanos.getAsLong();
        var oldest = copies.entrySet().iterator();
        while (size + coming > bound && oldest.hasNext()) {
            var next = oldest.next();
            if (now - next.getValue().usedAt() >= BlobStore.LENT.toNanos()) {
                oldest.remove();
                size -= next.getValue().size();
                Files.deleteIfExists(place(next.getKey()));
            }
        }
    }

    private Path place(Sha256 digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    @Override
    public void close() throws IOException {
        owned.close();
    }
}
