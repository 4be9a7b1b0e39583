package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a person decided about a release.
 *
 * @param reviewId the review it closes, null for a suspension or revocation
 * @param stage what an approval is for
 * @param snapshotSha256 the digest of what the person had seen
 * @param expiresAt when an approval or a break-glass ends
 * @param conditions what an approval holds under, one line each
 * @param suggestion what to do instead of what was rejected
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
        List<String> conditions,
        @Nullable String suggestion,
        Instant decidedAt) {

    public Decision {
        conditions = List.copyOf(conditions);
    }

    /** The decisions there are. */
    public enum Kind {
        APPROVE,
        REJECT,
        SUSPEND,
        LIFT,
        REVOKE,
        /** One person, for hours, and somebody else looks afterwards. */
        BREAK_GLASS,
        /** The requester's own, and no refusal. */
        WITHDRAW
    }
}
