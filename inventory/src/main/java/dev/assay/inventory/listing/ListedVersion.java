package dev.assay.inventory.listing;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A version as it stands at the moment of asking.
 *
 * @param active whether it is approved now, and for a stage that was asked for
 * @param latest whether it is the highest active version of its server; where none is active, the
 *     highest of all
 * @param state the state of the release
 * @param document what is said about it, as it was written when it was approved
 */
public record ListedVersion(
        ListedServer server,
        String version,
        Id release,
        boolean active,
        boolean latest,
        ReleaseState state,
        Instant approvedAt,
        @Nullable Instant expiresAt,
        Instant changedAt,
        String document) {}
