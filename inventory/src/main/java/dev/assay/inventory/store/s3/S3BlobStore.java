package dev.assay.inventory.store.s3;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Blobs in a bucket under {@code PREFIXsha256/ab/abcd…}, the names they have as files, so that a
 * folder of them can be copied into a bucket as it is. A blob is sent with its digest and only
 * where there is none yet; what comes back is compared with its digest before anybody sees it, and
 * lies in a {@link BlobCache} from then on.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {

    /** Blobs are brought here one at a time each, and not more than so many different ones. */
    private static final int LANES = 64;

    private final Bucket bucket;
    private final BlobCache cache;
    private final Lock[] lanes =
            Stream.generate(ReentrantLock::new).limit(LANES).toArray(Lock[]::new);

    private S3BlobStore(Bucket bucket, BlobCache cache) {
        this.bucket = bucket;
        this.cache = cache;
    }

    /**
     * Opens it, once it was seen to do what is needed of it.
     *
     * @param folder for copies on this disk; for this process alone
     * @param bound how many bytes of copies
     * @throws S3Fault which says what is misconfigured
     */
    public static S3BlobStore open(S3Place place, Path folder, long bound) throws IOException {
        return open(place, folder, bound, System::nanoTime);
    }

    static S3BlobStore open(S3Place place, Path folder, long bound, LongSupplier nanos)
            throws IOException {
        var cache = new BlobCache(folder, bound, nanos);
        var bucket = new Bucket(place);
        try {
            new StartCheck(bucket, place).run();
            return new S3BlobStore(bucket, cache);
        } catch (IOException | RuntimeException e) {
            bucket.close();
            cache.close();
            throw e;
        }
    }

    @Override
    public Sha256 put(byte[] bytes) throws IOException {
        var file = cache.unfinished();
        try {
            Files.write(file, bytes);
            return keep(Sha256.of(bytes), file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Sends a copy, since the file may change while it is sent. */
    @Override
    public Sha256 put(Path file) throws IOException {
        var copy = cache.unfinished();
        try {
            var digest = Sha256.newDigest();
            try (var out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
                Files.copy(file, out);
            }
            return keep(Sha256.ofDigest(digest.digest()), copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Sha256 keep(Sha256 digest, Path file) throws IOException {
        bucket.put(digest, file);
        cache.keep(digest, file, false);
        return digest;
    }

    @Override
    public Optional<byte[]> read(Sha256 digest) throws IOException {
        var copy = cache.find(digest);
        if (copy.isPresent()) {
            try {
                var bytes = Files.readAllBytes(copy.get());
                if (Sha256.of(bytes).equals(digest)) {
                    return Optional.of(bytes);
                }
            } catch (NoSuchFileException e) {
                // It was discarded meanwhile, and is asked for again.
            }
            cache.drop(digest);
        }
        var file = file(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var bytes = Files.readAllBytes(file.get());
        var actual = Sha256.of(bytes);
        if (!actual.equals(digest)) {
            throw new AlteredBlobException(digest, actual);
        }
        return Optional.of(bytes);
    }

    @Override
    public boolean has(Sha256 digest) throws IOException {
        return bucket.size(digest).isPresent();
    }

    @Override
    public Optional<Path> file(Sha256 digest) throws IOException {
        var copy = cache.find(digest);
        if (copy.isPresent()) {
            return copy;
        }
        var lane = lanes[Math.floorMod(digest.hashCode(), LANES)];
        lane.lock();
        try {
            copy = cache.find(digest);
            return copy.isPresent() ? copy : bring(digest);
        } finally {
            lane.unlock();
        }
    }

    private Optional<Path> bring(Sha256 digest) throws IOException {
        var file = cache.unfinished();
        try {
            return bucket.fetch(digest, file)
                    ? Optional.of(cache.keep(digest, file, true))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * {@inheritDoc} A copy here that was altered is replaced; what counts then is what the bucket
     * has.
     */
    @Override
    public Optional<Sha256> verify(Sha256 digest) throws IOException {
        var copy = cache.find(digest);
        if (copy.isPresent()) {
            try {
                if (digestOf(copy.get()).equals(digest)) {
                    return Optional.of(digest);
                }
            } catch (NoSuchFileException e) {
                // It was discarded meanwhile, and is asked for again.
            }
            cache.drop(digest);
        }
        try {
            return file(digest).isPresent() ? Optional.of(digest) : Optional.empty();
        } catch (AlteredBlobException e) {
            return Optional.of(e.actual());
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        bucket.each(visitor);
    }

    @Override
    public void discard(Sha256 digest) throws IOException {
        bucket.remove(digest);
        cache.drop(digest);
    }

    @Override
    public Optional<String> elsewhere() {
        return Optional.of(bucket.toString());
    }

    /** Nobody reads them all here: what is discarded meanwhile a bucket may still have. */
    @Override
    public Pause pauseDiscards() {
        return () -> {};
    }

    private static Sha256 digestOf(Path file) throws IOException {
        var digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.ofDigest(digest.digest());
    }

    /** How many bytes of copies lie here. */
    long cached() {
        return cache.size();
    }

    @Override
    public void close() throws IOException {
        bucket.close();
        cache.close();
    }
}
