package dev.assay.inventory.upload;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One file that was handed in.
 *
 * @param ecosystem as settings call it
 * @param name as the ecosystem's upstreams are asked for it, in lower case
 * @param purl the release that it is a file of
 * @param place where it stands in the ecosystem's own layout
 * @param fileName as it was handed in
 * @param integrity the SHA-512 of its bytes
 * @param size in bytes
 * @param manifest what it says of itself, as a blob; null for nothing
 * @param by the account of who handed it in
 */
public record Upload(
        Id id,
        String ecosystem,
        String name,
        Purl purl,
        String place,
        String fileName,
        Sha256 sha256,
        Integrity integrity,
        long size,
        @Nullable Sha256 manifest,
        Id by,
        Instant at) {}
