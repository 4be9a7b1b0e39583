package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A task as pages show it.
 *
 * @param link the page of what it is about, or null
 * @param whose a person's name, or the role that owes it
 * @param mine whether the reader may sign it off
 * @param drill whether it is signed off with seconds
 * @param begunAt when a drill was begun, or null
 * @param ended how it ended, or null while it is open
 */
record TaskRow(
        String id,
        String kind,
        String title,
        @Nullable String link,
        String due,
        boolean overdue,
        String whose,
        boolean mine,
        boolean drill,
        @Nullable Instant begunAt,
        @Nullable Ended ended) {

    /**
     * @param by a person's name, or null where it fell away
     * @param seconds what a drill measured, or null
     */
    record Ended(
            Instant at,
            @Nullable String by,
            String note,
            @Nullable String seconds,
            @Nullable String evidence) {}
}
