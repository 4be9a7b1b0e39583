package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;
import java.util.List;

/**
 * The records that an assessment is made from.
 *
 * @param number 1 for the first of an assessment; the highest one holds
 * @param sha256 of all records together, under which they are kept
 * @param template the form that it is filled into: its id and version
 */
public record DpiaSnapshot(
        int number,
        Sha256 sha256,
        String template,
        Id takenBy,
        Instant takenAt,
        List<Pinned> servers) {

    public DpiaSnapshot {
        servers = List.copyOf(servers);
    }

    /**
     * One server in it.
     *
     * @param sha256 of its record
     */
    public record Pinned(Id server, String purl, Sha256 sha256) {}
}
