package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What people let pass.
 *
 * @param waivers by how they stand, those that wait for an answer first
 */
record ExceptionsView(
        List<Glass> glass, List<Group> waivers, @Nullable String told, @Nullable String problem) {

    record Group(String title, List<Waived> waivers) {}

    /**
     * @param mine whether the reader asked for it, and so cannot grant it
     */
    record Waived(
            String id,
            String link,
            String name,
            String version,
            String title,
            String asker,
            String reason,
            String control,
            int days,
            String state,
            String css,
            String time,
            @Nullable String decision,
            boolean mayAnswer,
            boolean mayEnd,
            boolean mine) {}

    record Glass(
            String id,
            String link,
            String name,
            String version,
            String who,
            String stage,
            String reason,
            Instant until,
            String state,
            String css,
            @Nullable String closedBy,
            @Nullable String postReview,
            boolean mayClose) {}

    boolean nothing() {
        return glass.isEmpty() && waivers.isEmpty();
    }
}
