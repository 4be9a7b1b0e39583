package dev.assay.registry.gate;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Blobs that may leave. A blob is read through and compared before it is served the first time, and
 * again whenever its file was touched; until then its bytes stay here. Small ones are kept in
 * memory as they were compared, and their files looked at no more than once a second: whatever
 * happens to a file meanwhile, what leaves are the compared bytes. Safe for many threads.
 */
public final class VerifiedBlobs {

    /** What a blob turned out to be. */
    public sealed interface Check {

        /**
         * Its bytes are those of its digest.
         *
         * @param kept all of them, where they are in memory; outside of the heap, and for reading
         */
        record Sound(Path file, long sizeBytes, @Nullable ByteBuffer kept) implements Check {}

        /** There is none, which is a fault of ours. */
        record Missing() implements Check {}

        /** Its bytes are others now. */
        record Altered(Sha256 actual) implements Check {}
    }

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** All that changes when somebody writes to the file; ctime cannot be set back. */
    private record Seal(Path file, long sizeBytes, Map<String, Object> marks) {}

    /**
     * A seal, and when its file was asked for: it stays from then on for {@link BlobStore#LENT}.
     */
    private static final class Sealed {

        private final Seal seal;
        private final long askedAt;
        private volatile long lookedAt;

        Sealed(Seal seal, long now) {
            this.seal = seal;
            this.askedAt = now;
            this.lookedAt = now;
        }
    }

    private record Damage(Seal seal, Sha256 actual) {}

    private final BlobStore blobs;
    private final LongSupplier nanos;
    private final Map<Sha256, Sealed> seals = new ConcurrentHashMap<>();
    private final Map<Sha256, Damage> damages = new ConcurrentHashMap<>();
    private final BlobMemory memory = new BlobMemory();

    public VerifiedBlobs(BlobStore blobs) {
        this(blobs, System::nanoTime);
    }

    VerifiedBlobs(BlobStore blobs, LongSupplier nanos) {
        this.blobs = blobs;
        this.nanos = nanos;
    }

    /**
     * A blob that was compared before, without reading it: from memory, or where its file was not
     * touched since. Half-way through the time its file stays, the store is asked for it again.
     */
    public Optional<Check.Sound> atOnce(Sha256 digest) {
        var known = lent(digest);
        if (known == null) {
            return Optional.empty();
        }
        var kept = memory.get(digest);
        return kept != null && nanos.getAsLong() - known.lookedAt < LOOK_NANOS
                ? Optional.of(new Check.Sound(known.seal.file(), known.seal.sizeBytes(), kept))
                : look(digest, known);
    }

    private @Nullable Sealed lent(Sha256 digest) {
        var known = seals.get(digest);
        return known == null || nanos.getAsLong() - known.askedAt > BlobStore.LENT.toNanos() / 2
                ? null
                : known;
    }

    private Optional<Check.Sound> look(Sha256 digest, Sealed known) {
        var now = nanos.getAsLong();
        try {
            if (known.seal.equals(seal(known.seal.file()))) {
                known.lookedAt = now;
                return Optional.of(sound(digest, known.seal));
            }
        } catch (IOException e) {
            // Gone, or not to be reached: whoever reads it through will tell.
        }
        return Optional.empty();
    }

    private Check.Sound sound(Sha256 digest, Seal seal) {
        return new Check.Sound(seal.file(), seal.sizeBytes(), memory.get(digest));
    }

    /**
     * Reads a blob through unless that was done before.
     *
     * @throws IOException when it cannot be read
     */
    public Check check(Sha256 digest) throws IOException {
        var before = looked(digest);
        if (before.isPresent()) {
            return before.get();
        }
        // A store elsewhere puts its copy right when it finds it altered: then the seal is of
        // another file, and is made once more.
        var once = compare(digest);
        return once instanceof Check.Sound && looked(digest).isEmpty() ? compare(digest) : once;
    }

    private Optional<Check.Sound> looked(Sha256 digest) {
        var known = lent(digest);
        return known == null ? Optional.empty() : look(digest, known);
    }

    private Check compare(Sha256 digest) throws IOException {
        var asked = nanos.getAsLong();
        Optional<Path> file;
        try {
            file = blobs.file(digest);
        } catch (AlteredBlobException e) {
            forget(digest);
            return new Check.Altered(e.actual());
        }
        if (file.isEmpty()) {
            forget(digest);
            return new Check.Missing();
        }
        var seal = seal(file.get());
        var before = seals.get(digest);
        if (before != null && before.seal.equals(seal)) {
            seals.put(digest, new Sealed(seal, asked));
            return sound(digest, seal);
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
            forget(digest);
            damages.put(digest, new Damage(seal, actual.get()));
            return new Check.Altered(actual.get());
        }
        // The seal is from before the reading: what was touched meanwhile no longer matches it.
        seals.put(digest, new Sealed(seal, asked));
        damages.remove(digest);
        memory.keep(digest, seal.file(), seal.sizeBytes());
        return sound(digest, seal);
    }

    private void forget(Sha256 digest) {
        seals.remove(digest);
        memory.forget(digest);
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
