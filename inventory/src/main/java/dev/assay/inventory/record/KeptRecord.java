package dev.assay.inventory.record;

import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * A record as it was from a moment on.
 *
 * @param digest the SHA-256 of the document
 */
public record KeptRecord(Instant at, Sha256 digest, ServerRecord record) {

    /** When a record became another one. */
    public record Version(Instant at, Sha256 digest) {}
}
