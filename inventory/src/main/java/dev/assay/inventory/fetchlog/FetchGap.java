package dev.assay.inventory.fetchlog;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/**
 * Numbers of a log that are nowhere.
 *
 * @param first the first of them
 * @param last the last that can be among them: how many were given is not known
 */
public record FetchGap(Id node, long first, long last, Instant noticedAt, String why) {}
