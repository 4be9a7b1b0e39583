package dev.assay.registry.gate;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Blobs that may leave. A blob is read through and compared before it is served the first time, and
 * again whenever its file was touched; until then its bytes stay here. Safe for many threads.
 */
public final class VerifiedBlobs {

    /** What a blob turned out to be. */
    public sealed interface Check {

        /** Its bytes are those of its digest. */
        record Sound(Path file, long sizeBytes) implements Check {}

        /** There is none, which is a fault of ours. */
        record Missing() implements Check {}

        /** Its bytes are others now. */
        record Altered(Sha256 actual) implements Check {}
    }

    /** All that changes when somebody writes to the file; ctime cannot be set back. */
    private record Seal(Path file, long sizeBytes, Map<String, Object> marks) {}

    /**
     * A seal, and when its file was asked for: it stays from then on for {@link BlobStore#LENT}.
     */
    private record Sealed(Seal seal, long askedAt) {}

    private record Damage(Seal seal, Sha256 actual) {}

    private final BlobStore blobs;
    private final LongSupplier nanos;
    private final Map<Sha256, Sealed> seals = new ConcurrentHashMap<>();
    private final Map<Sha256, Damage> damages = new ConcurrentHashMap<>();

    public VerifiedBlobs(BlobStore blobs) {
        this(blobs, System::nanoTime);
    }

    VerifiedBlobs(BlobStore blobs, LongSupplier nanos) {
        this.blobs = blobs;
        this.nanos = nanos;
    }

    /**
     * A blob that was compared before and not touched since, without reading it. Half-way through
     * the time its file stays, the store is asked for it again.
     */
    public Optional<Check.Sound> atOnce(Sha256 digest) {
        var known = seals.get(digest);
        if (known == null || nanos.getAsLong() - known.askedAt() > BlobStore.LENT.toNanos() / 2) {
            return Optional.empty();
        }
        var seal = known.seal();
        try {
            return seal.equals(seal(seal.file()))
                    ? Optional.of(new Check.Sound(seal.file(), seal.sizeBytes()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a blob through unless that was done before.
     *
     * @throws IOException when it cannot be read
     */
    public Check check(Sha256 digest) throws IOException {
        var before = atOnce(digest);
        if (before.isPresent()) {
            return before.get();
        }
        // A store elsewhere puts its copy right when it finds it altered: then the seal is of
        // another file, and is made once more.
        var once = compare(digest);
        return once instanceof Check.Sound && atOnce(digest).isEmpty() ? compare(digest) : once;
    }

    private Check compare(Sha256 digest) throws IOException {
        var asked = nanos.getAsLong();
        Optional<Path> file;
        try {
            file = blobs.file(digest);
        } catch (AlteredBlobException e) {
            seals.remove(digest);
            return new Check.Altered(e.actual());
        }
        if (file.isEmpty()) {
            seals.remove(digest);
            return new Check.Missing();
        }
        var seal = seal(file.get());
        var before = seals.get(digest);
        if (before != null && before.seal().equals(seal)) {
            seals.put(digest, new Sealed(seal, asked));
            return new Check.Sound(seal.file(), seal.sizeBytes());
        }
        var damage = damages.get(digest);
        if (damage != null && damage.seal().equals(seal)) {
            return new Check.Altered(damage.actual());
        }
        var actual = blobs.verify(digest);
        if (actual.isEmpty()) {
            return new Check.Missing();
        }
        if (!actual.get().equals(digest)) {
            seals.remove(digest);
            damages.put(digest, new Damage(seal, actual.get()));
            return new Check.Altered(actual.get());
        }
        // The seal is from before the reading: what was touched meanwhile no longer matches it.
        seals.put(digest, new Sealed(seal, asked));
        damages.remove(digest);
        return new Check.Sound(seal.file(), seal.sizeBytes());
    }

    private static Seal seal(Path file) throws IOException {
        var unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        var marks =
                Files.readAttributes(
                        file,
                        unix ? "unix:ctime,ino,lastModifiedTime,size" : "lastModifiedTime,size");
        return new Seal(file, (Long) Objects.requireNonNull(marks.get("size")), marks);
    }
}
