package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One package of an approved closure, by its bytes.
 *
 * @param sha256 the approved bytes in the blob store; null where the records name none, which is a
 *     fault of ours
 * @param sizeBytes how many there are, 0 where none are named
 * @param manifest the version's object in the upstream packument when it was approved, as JSON
 */
public record HeldPackage(
        Purl purl, Integrity integrity, @Nullable Sha256 sha256, long sizeBytes, String manifest) {

    public HeldPackage {
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(integrity, "integrity is null");
        Objects.requireNonNull(manifest, "manifest is null");
    }
}
