package dev.assay.inventory.fetch;

import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * Bytes that the gate passed on although they belong to no closure, so that nobody vetted them.
 *
 * @param item which they are: a package URL, or a file's place in a repository
 * @param size in bytes, once
 * @param caller who was given them, as {@link FetchCount} writes it
 * @param times how often
 */
public record OutsideFetch(
        String ecosystem,
        String item,
        Sha256 sha256,
        String caller,
        long size,
        long times,
        Instant first,
        Instant last) {}
