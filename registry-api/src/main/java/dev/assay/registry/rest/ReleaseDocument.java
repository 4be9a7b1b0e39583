package dev.assay.registry.rest;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A release, as a list shows it.
 *
 * @param reason why it is in this state
 * @param gatePath where the gate serves its closure once it is approved, below the gate's address
 */
record ReleaseDocument(
        Id id,
        String purl,
        String state,
        String reason,
        @Nullable String stage,
        @Nullable Instant approvedAt,
        @Nullable Instant expiresAt,
        @Nullable String sha256,
        @Nullable String integrity,
        @Nullable Id baseline,
        String gatePath,
        Instant createdAt,
        Instant updatedAt) {

    static ReleaseDocument of(Release release) {
        return new ReleaseDocument(
                release.id(),
                release.purl().toString(),
                Words.of(release.state()),
                release.stateReason(),
                release.stage() == null ? null : Words.of(release.stage()),
                release.approvedAt(),
                release.expiresAt(),
                release.sha256() == null ? null : release.sha256().hex(),
                release.integrity() == null ? null : release.integrity().value(),
                release.baselineId(),
                "/" + Ecosystems.name(release.purl()) + "/~/" + release.id() + "/",
                release.createdAt(),
                release.updatedAt());
    }
}
