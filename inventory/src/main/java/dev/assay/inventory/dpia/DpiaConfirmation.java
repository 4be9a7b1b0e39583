package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * Somebody's word for a section.
 *
 * @param sha256 of what it said
 */
public record DpiaConfirmation(int number, String section, Sha256 sha256, Id by, Instant at) {}
