package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;

import java.time.Instant;

/**
 * A filter of the inventory that somebody keeps.
 *
 * @param filter as the query of an address
 * @param shared whether everybody sees it
 */
public record SavedView(
        Id id, Id ownerId, String name, String filter, boolean shared, Instant updatedAt) {}
