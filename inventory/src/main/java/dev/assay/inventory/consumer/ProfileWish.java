package dev.assay.inventory.consumer;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * That somebody wants a consumer to be held to a profile that lets it do more.
 *
 * @param now the profile that it is held to while this waits; empty for none
 * @param wanted the one it would be held to; empty for none
 * @param ownerId who answered for the consumer then
 * @param needsTwo whether two people have to agree
 * @param firstBy the first of two, or null
 * @param endedBy who granted or refused it, or null while it waits
 */
public record ProfileWish(
        Id id,
        Id consumerId,
        String now,
        String wanted,
        Grant.State state,
        Id askerId,
        Id ownerId,
        String reason,
        boolean needsTwo,
        Instant askedAt,
        @Nullable Id firstBy,
        @Nullable Id endedBy,
        @Nullable Instant endedAt) {}
