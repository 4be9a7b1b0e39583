package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A request that is being written. What is in it is as it was typed: nothing is checked until it is
 * handed in.
 *
 * @param purl the package and version, as typed
 * @param domains one host on a line, as typed
 * @param originId the sighting, release, request or token that it began from
 */
public record Draft(
        Id id,
        Id accountId,
        String purl,
        String domains,
        Answers answers,
        Origin origin,
        @Nullable Id originId,
        Instant createdAt,
        Instant updatedAt) {

    /** What a draft began from. */
    public enum Origin {
        /** An empty form. */
        BLANK,
        /** A blocked fetch nobody asked for yet. */
        SIGHTING,
        /** An approval that ends. */
        RENEWAL,
        /** An approval that should go further. */
        PROMOTION,
        /** A request whose review is under way. */
        EDIT,
        /** A program wrote it, with a token of the account it belongs to. */
        AGENT
    }
}
