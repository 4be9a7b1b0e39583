package dev.assay.inventory.tool;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A row of the matrix: one tool of one release.
 *
 * @param fingerprint what the tool is; another one makes it another tool
 * @param proposal what the rules made of it, as JSON
 * @param proposed the class that they proposed
 * @param toolClass what it may be used for; a proposal until it is confirmed
 * @param neverOnce whether rules or people ever said never
 * @param carriedFrom the version whose confirmation this is, or null
 * @param confirmedBy who confirmed it, or null while nobody did
 * @param wish a widening that somebody wants and that does not hold yet, or null
 */
public record ToolEntry(
        Id id,
        Id releaseId,
        String name,
        Sha256 fingerprint,
        String proposal,
        ToolClass proposed,
        ToolClass toolClass,
        boolean neverOnce,
        ToolTerms terms,
        @Nullable String carriedFrom,
        @Nullable Id confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Lowering lowering,
        @Nullable Wish wish) {

    /** The two people who let a tool be used that was not to be. */
    public record Lowering(Id first, Id second, String reason) {}

    /**
     * What somebody wants a tool to be used for.
     *
     * @param review the review that decides on it, or null where another reviewer's word is enough
     */
    public record Wish(
            ToolClass toolClass, ToolTerms terms, Id by, String reason, @Nullable Id review) {}

    public boolean isConfirmed() {
        return confirmedBy != null;
    }

    /** Whether giving it that class lowers a never that two people have not lowered yet. */
    public boolean takesTwo(ToolClass wanted) {
        return wanted != ToolClass.NEVER
                && (toolClass == ToolClass.NEVER || (neverOnce && lowering == null));
    }

    /** As it would be under a review: with the wish that the review decides on. */
    public ToolEntry under(Id review) {
        return wish == null || !review.equals(wish.review())
                ? this
                : with(wish.toolClass(), wish.terms(), wish.by(), confirmedAt, lowering, wish);
    }

    ToolEntry with(
            ToolClass nextClass,
            ToolTerms nextTerms,
            @Nullable Id by,
            @Nullable Instant at,
            @Nullable Lowering nextLowering,
            @Nullable Wish nextWish) {
        return new ToolEntry(
                id,
                releaseId,
                name,
                fingerprint,
                proposal,
                proposed,
                nextClass,
                neverOnce || nextClass == ToolClass.NEVER,
                nextTerms,
                carriedFrom,
                by,
                at,
                nextLowering,
                nextWish);
    }
}
