package dev.assay.inventory.fetchlog;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.time.Instant;

/**
 * Bytes that the gate gives to a caller.
 *
 * @param at of microseconds
 * @param caller {@code token:ID}, {@code workload:NAME} or {@code anonymous}; never a person's name
 * @param stage how far what that caller gets must have been approved
 * @param release the approved release that they were given for
 * @param purl the package that they are, with its version: the release itself, or what it brings
 *     along
 * @param sha256 of the whole file
 */
public record Fetch(
        Instant at,
        String caller,
        Stage stage,
        Id release,
        Purl purl,
        Sha256 sha256,
        AddressClass from,
        Outcome outcome) {

    /** What was given. */
    public enum Outcome {
        /** The whole file. */
        SERVED,
        /** A part of it, since the client asked for one. */
        SERVED_PART;

        /** As it is written in a log. */
        public String word() {
            return this == SERVED ? "served" : "served-part";
        }

        static Outcome parse(String word) {
            return switch (word) {
                case "served" -> SERVED;
                case "served-part" -> SERVED_PART;
                default -> throw new IllegalArgumentException("no outcome: " + word);
            };
        }
    }
}
