package dev.assay.inventory.store;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Bytes kept under their SHA-256 digest. Whatever it gives back has that digest: a blob that was
 * altered where it lies is reported, never handed out as what it was.
 */
public interface BlobStore {

    /** How long a file that was handed out stays at least, unless its blob is discarded. */
    Duration LENT = Duration.ofHours(1);

    /** Told of each blob. */
    @FunctionalInterface
    interface Visitor {
        void visit(Sha256 digest) throws IOException;
    }

    /**
     * Keeps bytes; keeping the same bytes twice changes nothing. When this returns, they survive a
     * power cut; when it throws, nothing was kept, or all of it where a disk elsewhere did not
     * answer in time.
     *
     * @throws IOException when they cannot be written, a full disk for one
     */
    Sha256 put(byte[] bytes) throws IOException;

    /** Keeps a file's bytes, as {@link #put(byte[])}. The file itself stays where it is. */
    Sha256 put(Path file) throws IOException;

    /**
     * All bytes of a blob, checked against their digest.
     *
     * @throws AlteredBlobException when they no longer match
     */
    Optional<byte[]> read(Sha256 digest) throws IOException;

    /** Whether there is a blob, without reading it. */
    boolean has(Sha256 digest) throws IOException;

    /**
     * A local file that holds the blob, for streaming it out. Its digest was right when it was
     * written and is checked again by {@link #verify}. The file stays for at least {@link #LENT}
     * from each call on; who opened it reads to its end even after that.
     *
     * @throws AlteredBlobException when it has to be brought here first, and no longer matches
     */
    Optional<Path> file(Sha256 digest) throws IOException;

    /**
     * Reads a blob through and compares.
     *
     * @return the digest its bytes have now, or empty where there is none
     */
    Optional<Sha256> verify(Sha256 digest) throws IOException;

    /** Names every blob that was kept before this was called, in no order. */
    void each(Visitor visitor) throws IOException;

    /**
     * Forgets a blob, where there is one. Whoever calls this knows that nothing on record is these
     * bytes.
     */
    void discard(Sha256 digest) throws IOException;

    /** Where blobs lie, if not on this machine's disk: in words for people. */
    Optional<String> elsewhere();

    /**
     * Puts off every {@link #discard} until it is closed, so that what is on record at one moment
     * can be read to its end.
     */
    Pause pauseDiscards();

    /** While it is open, nothing is discarded. */
    interface Pause extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
