package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * One version of a server's package.
 *
 * @param stateReason one line for people: why it is in this state
 * @param stage what it is approved for, null unless it was approved
 * @param sha256 the fetched bytes, null until they were fetched
 * @param integrity what upstream says the bytes hash to, null until it was asked
 * @param baselineId the approved release it was compared with, null where there was none
 * @param snapshotSha256 the digest of everything a reviewer saw, null until vetting has finished
 */
public record Release(
        Id id,
        Purl purl,
        ReleaseState state,
        String stateReason,
        @Nullable Stage stage,
        @Nullable Instant approvedAt,
        @Nullable Instant expiresAt,
        @Nullable Sha256 sha256,
        @Nullable Integrity integrity,
        @Nullable Id baselineId,
        @Nullable Sha256 snapshotSha256,
        Instant createdAt,
        Instant updatedAt) {

    public Release {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(state, "state is null");
    }
}
