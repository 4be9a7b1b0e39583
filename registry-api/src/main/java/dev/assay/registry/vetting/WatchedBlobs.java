package dev.assay.registry.vetting;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.s3.S3BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Counts what does not work at a blob store. */
final class WatchedBlobs implements BlobStore, AutoCloseable {

    private interface Reading<T> {
        T now() throws IOException;
    }

    private final BlobStore store;
    private final Counter reading;
    private final Counter writing;
    private final Counter altered;

    WatchedBlobs(BlobStore store, MeterRegistry meters) {
        this.store = store;
        reading = counter(meters, "read");
        writing = counter(meters, "write");
        altered = counter(meters, "altered");
    }

    private static Counter counter(MeterRegistry meters, String kind) {
        return Counter.builder("assay.blob.errors")
                .description("What a blob store could not do, or gave back altered")
                .tag("kind", kind)
                .register(meters);
    }

    private <T> T counted(Counter errors, Reading<T> work) throws IOException {
        try {
            return work.now();
        } catch (AlteredBlobException e) {
            altered.increment();
            throw e;
        } catch (IOException e) {
            errors.increment();
            throw e;
        }
    }

    @Override
    public Sha256 put(byte[] bytes) throws IOException {
        return counted(writing, () -> store.put(bytes));
    }

    @Override
    public Sha256 put(Path file) throws IOException {
        return counted(writing, () -> store.put(file));
    }

    @Override
    public Optional<byte[]> read(Sha256 digest) throws IOException {
        return counted(reading, () -> store.read(digest));
    }

    @Override
    public boolean has(Sha256 digest) throws IOException {
        return counted(reading, () -> store.has(digest));
    }

    @Override
    public Optional<Path> file(Sha256 digest) throws IOException {
        return counted(reading, () -> store.file(digest));
    }

    @Override
    public Optional<Sha256> verify(Sha256 digest) throws IOException {
        var found = counted(reading, () -> store.verify(digest));
        if (found.isPresent() && !found.get().equals(digest)) {
            altered.increment();
        }
        return found;
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        store.each(visitor);
    }

    @Override
    public void discard(Sha256 digest) throws IOException {
        counted(
                writing,
                () -> {
                    store.discard(digest);
                    return digest;
                });
    }

    @Override
    public Optional<String> elsewhere() {
        return store.elsewhere();
    }

    @Override
    public Pause pauseDiscards() {
        return store.pauseDiscards();
    }

    @Override
    public void close() throws IOException {
        if (store instanceof S3BlobStore bucket) {
            bucket.close();
        }
    }
}
