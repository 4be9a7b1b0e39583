package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An exception for one finding or one broken rule of one release.
 *
 * @param target the finding's or the rule's id
 * @param title what it said when the waiver was asked for
 * @param evidence the digest of the places where its target stood when it was asked for; null in
 *     one from before places were kept, which covers its target wherever it stands
 * @param places the same places for people; null likewise
 * @param reason why it has to be accepted
 * @param control what keeps the harm small meanwhile
 * @param days for how long it was asked for
 * @param deciderId who granted, refused or ended it
 * @param expiresAt when a granted one ends by itself
 */
public record Waiver(
        Id id,
        Id releaseId,
        TargetKind targetKind,
        String target,
        String title,
        @Nullable String evidence,
        @Nullable String places,
        State state,
        Id askerId,
        String reason,
        String control,
        int days,
        Instant askedAt,
        @Nullable Id deciderId,
        @Nullable String decisionReason,
        @Nullable Instant decidedAt,
        @Nullable Instant expiresAt) {

    /** What is waived. */
    public enum TargetKind {
        FINDING,
        RULE
    }

    /** Where a waiver stands. */
    public enum State {
        ASKED,
        GRANTED,
        REFUSED,
        /** Its time is over. */
        EXPIRED,
        /** A reviewer ended it before its time. */
        ENDED,
        /**
         * What it was granted for stands elsewhere, or is something else, after another vetting.
         */
        LAPSED
    }

    /** Whether it covers its target at this moment; the clock counts, whatever the state says. */
    public boolean holds(Instant now) {
        return state == State.GRANTED && expiresAt != null && now.isBefore(expiresAt);
    }
}
