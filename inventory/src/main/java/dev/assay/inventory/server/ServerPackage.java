package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A package that is another package's server as well, shipped in another way. Its releases, votes
 * and verdicts stay its own.
 *
 * @param packagePurl without a version
 * @param serverPurl the package that the server is listed by
 * @param reason how that is known, or why a person says so
 * @param by who said so; null where it follows from what is on record
 */
public record ServerPackage(
        Purl packagePurl,
        Purl serverPurl,
        Basis basis,
        String reason,
        @Nullable Id by,
        Instant at) {

    public static final int LONGEST_REASON = 2_000;

    /** How it is known that two packages are one server. */
    public enum Basis {
        /** One names the other, and that one says it is the same server. */
        VERIFIED,
        /** A person says so. */
        STATED
    }
}
