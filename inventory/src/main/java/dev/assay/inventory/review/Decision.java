package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a person decided about a release.
 *
 * @param reviewId the review it closes, null for a suspension or revocation
 * @param stage what an approval is for
 * @param snapshotSha256 the digest of what the person had seen
 * @param expiresAt when an approval ends
 */
public record Decision(
        Id id,
        Id releaseId,
        @Nullable Id reviewId,
        Kind kind,
        Id actorId,
        String reason,
        @Nullable Stage stage,
        @Nullable Sha256 snapshotSha256,
        @Nullable Instant expiresAt,
        Instant decidedAt) {

    /** The decisions there are. */
    public enum Kind {
        APPROVE,
        REJECT,
        SUSPEND,
        LIFT,
        REVOKE
    }
}
