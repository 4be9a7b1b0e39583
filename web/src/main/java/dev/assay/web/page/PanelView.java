package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How a review stands, and what its reader can do about it.
 *
 * @param computed the tier that the record comes to, where a reviewer set another; else null
 * @param seats who is needed, one per role
 * @param objections why the reader cannot approve; empty where they can
 * @param blocks what has to be waived
 * @param stages those the request lets a reviewer choose from, widest first
 * @param roles those the reader's vote could count for, where there are several
 * @param suggestions what a rejection could propose instead
 */
record PanelView(
        String review,
        String tier,
        @Nullable String computed,
        List<String> tierReasons,
        List<String> tiers,
        List<Seat> seats,
        List<Given> votes,
        List<String> objections,
        List<Block> blocks,
        int mostDays,
        List<Option> stages,
        List<Option> roles,
        List<String> suggestions) {

    record Seat(String role, int needed, int given) {

        boolean filled() {
            return given >= needed;
        }
    }

    /** A vote. */
    record Given(
            String who,
            String role,
            String terms,
            List<String> conditions,
            String reason,
            Instant at,
            @Nullable String voidReason) {}

    /**
     * Something that blocks.
     *
     * @param mostDays for how long it may be waived; 0 where it never is
     * @param waiver how its waiver stands, null where nobody asked for one
     * @param covered whether a waiver holds
     */
    record Block(
            String target,
            String title,
            String remedy,
            int mostDays,
            FindingView.Term term,
            @Nullable String waiver,
            boolean covered,
            boolean askable) {}

    record Option(String value, String label) {}
}
