package dev.assay.inventory.task;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.LocalDate;

/**
 * A secret that a server is given: where it is kept and when it was made, never what it is.
 *
 * @param packagePurl the server's package, without a version
 * @param kind what it is, for example {@code API key}
 * @param place where it is kept, for example the path in a vault
 * @param rotatedOn the day on which it was made or made anew
 */
public record Credential(
        Id id, Purl packagePurl, String kind, String place, Id ownerId, LocalDate rotatedOn) {}
