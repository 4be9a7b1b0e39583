package dev.assay.scanners.ecosystem;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** A release that an upstream has. */
public interface OfferedRelease {

    /** What the upstream says of it, as JSON. */
    String manifest();

    /** What the upstream promises of its bytes; null where that cannot lock them. */
    @Nullable Integrity promised();

    /**
     * Fetches its file and checks it against what is promised.
     *
     * @param target the file to write; after any outcome but {@link FetchOutcome.Fetched} its
     *     content must not be used
     */
    FetchOutcome fetch(Path target) throws InterruptedException;

    /**
     * Who published it, as far as that can be found out; null where the ecosystem says nothing.
     *
     * @param bytes what its file hashes to
     */
    @Nullable Publishing publishing(Integrity bytes) throws InterruptedException;
}
