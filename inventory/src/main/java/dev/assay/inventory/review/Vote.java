package dev.assay.inventory.review;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One reviewer's yes.
 *
 * @param role the one of the reviewer's roles it counts for
 * @param snapshotSha256 what the reviewer had seen
 * @param stage how far the reviewer lets it go
 * @param approvalDays for how long at most
 * @param conditions what the yes holds under
 * @param voidReason why it counts no more; null while it counts
 */
public record Vote(
        Id id,
        Id reviewId,
        Id approverId,
        Role role,
        Sha256 snapshotSha256,
        Stage stage,
        int approvalDays,
        List<String> conditions,
        String reason,
        Instant givenAt,
        @Nullable String voidReason) {

    public Vote {
        conditions = List.copyOf(conditions);
    }

    public boolean stands() {
        return voidReason == null;
    }
}
