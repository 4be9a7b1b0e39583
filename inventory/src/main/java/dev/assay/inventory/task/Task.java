package dev.assay.inventory.task;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something a person owes by a day.
 *
 * @param key what it was made from; there is one task for it, ever
 * @param subject what it is about: a package URL, or words
 * @param releaseId the release it is about, or null
 * @param due the last day, by UTC, on which it is not overdue
 * @param role who may sign it off
 * @param begunAt when a drill was begun, the last time, or null
 * @param accountId whose it is, or null where everybody with the role owes it
 */
public record Task(
        Id id,
        String key,
        TaskKind kind,
        String subject,
        @Nullable Id releaseId,
        String title,
        LocalDate due,
        Role role,
        @Nullable Id accountId,
        Instant openedAt,
        @Nullable Instant begunAt,
        @Nullable Closing closing) {

    /**
     * How it ended.
     *
     * @param by who signed it off, null where it fell away by itself
     * @param millis what a drill measured, or null
     * @param evidence an address where more is to be seen, or null
     */
    public record Closing(
            Instant at,
            @Nullable Id by,
            String note,
            @Nullable Long millis,
            @Nullable String evidence) {}

    public boolean isOpen() {
        return closing == null;
    }

    public boolean isOverdue(LocalDate today) {
        return isOpen() && due.isBefore(today);
    }
}
