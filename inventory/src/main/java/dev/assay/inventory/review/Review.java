package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One look at one release under one declaration.
 *
 * @param lastEditorId who last changed what is reviewed; excluded from approving, as the requester
 *     is
 * @param snapshotSha256 the digest of what the reviewer sees, null until vetting has finished
 * @param computed the tier that what there is to see comes to, null until vetting has finished
 */
public record Review(
        Id id,
        Id releaseId,
        Id requestId,
        Id requesterId,
        Id lastEditorId,
        State state,
        @Nullable Sha256 snapshotSha256,
        @Nullable Tiering computed,
        Instant openedAt,
        @Nullable Instant closedAt) {

    public boolean isUndecided() {
        return state == State.WAITING || state == State.OPEN;
    }

    /** Whether somebody asked for this, or edited it last, and so is excluded from approving. */
    public boolean isOf(Id account) {
        return account.equals(requesterId) || account.equals(lastEditorId);
    }

    /** Where a review stands. */
    public enum State {
        /** Vetting has not finished. */
        WAITING,
        OPEN,
        APPROVED,
        REJECTED,
        /** Whoever asked wants it no more. */
        WITHDRAWN,
        /** Another review of the same release took its place, or what it looked at changed. */
        VOID
    }
}
