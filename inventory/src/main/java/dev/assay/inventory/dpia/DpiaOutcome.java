package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * An advice, an approval or what became of one.
 *
 * @param word what it comes to, one of those that the form has for its kind
 * @param reason empty where none is needed
 * @param sha256 of what the sections before it said
 */
public record DpiaOutcome(
        int number, String kind, String word, String reason, Sha256 sha256, Id by, Instant at) {}
