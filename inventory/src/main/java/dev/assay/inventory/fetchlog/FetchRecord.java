package dev.assay.inventory.fetchlog;

import dev.assay.inventory.store.Id;

/**
 * A fetch in its place.
 *
 * @param node the log that it was written to: one node's, as long as its folder is there
 * @param sequence its number in that log, from 1 on
 */
public record FetchRecord(Id node, long sequence, Fetch fetch) {}
