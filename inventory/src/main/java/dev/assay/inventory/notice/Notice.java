package dev.assay.inventory.notice;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/**
 * Something to be told.
 *
 * @param subject what it is about: a package URL, or words
 * @param detail one line for people
 */
public record Notice(Id id, NoticeEvent event, String subject, String detail, Instant at) {}
