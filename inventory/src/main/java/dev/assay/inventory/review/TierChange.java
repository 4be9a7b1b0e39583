package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/**
 * A reviewer's word against the computed tier.
 *
 * @param computed what was computed then; the word holds while that is still computed
 */
public record TierChange(
        Id id, Id reviewId, Tier computed, Tier tier, Id actorId, String reason, Instant at) {}
