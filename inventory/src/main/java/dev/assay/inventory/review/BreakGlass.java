package dev.assay.inventory.review;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A release that one person let through in an emergency.
 *
 * @param before how the release stood, which it goes back to
 * @param endedAt when it stopped counting: at its expiry, or because somebody decided
 * @param closedBy who looked at it afterwards, never who opened it
 * @param postReview what that person wrote
 */
public record BreakGlass(
        Id id,
        Id releaseId,
        Id actorId,
        String reason,
        Stage stage,
        Instant openedAt,
        Instant expiresAt,
        Before before,
        @Nullable Instant endedAt,
        @Nullable Id closedBy,
        @Nullable String postReview,
        @Nullable Instant closedAt) {

    /** How a release stood. */
    public record Before(
            ReleaseState state,
            String reason,
            @Nullable Stage stage,
            @Nullable Instant expiresAt) {}

    /** Whether nobody has looked at it afterwards. */
    public boolean owed() {
        return closedAt == null;
    }

    /** Whether somebody should have looked at it by now. */
    public boolean overdue(Instant now) {
        return owed() && !now.isBefore(expiresAt);
    }
}
