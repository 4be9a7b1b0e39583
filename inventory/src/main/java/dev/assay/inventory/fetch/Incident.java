package dev.assay.inventory.fetch;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.Instant;

/**
 * Bytes that were not what was approved.
 *
 * @param expected the digest or integrity value that was approved
 * @param actual what was found
 * @param place where: upstream, or our own store
 */
public record Incident(
        Id id,
        Purl purl,
        String expected,
        String actual,
        String place,
        Instant firstSeen,
        Instant lastSeen,
        long times) {}
