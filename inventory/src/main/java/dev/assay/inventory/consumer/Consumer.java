package dev.assay.inventory.consumer;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An agent or application that uses servers.
 *
 * @param purpose the one thing it is for
 * @param ownerId who answers for it
 * @param stage how far it may go itself: no grant of it goes further
 * @param identity the OAuth client or service account that it acts as; empty while it has none
 * @param profile the kind of consumer that it is, which holds its grants to what such one does;
 *     empty for none
 */
public record Consumer(
        Id id,
        String name,
        String purpose,
        Id ownerId,
        Stage stage,
        String identity,
        String profile,
        Id addedBy,
        Instant addedAt,
        @Nullable Instant retiredAt) {

    public boolean isRetired() {
        return retiredAt != null;
    }
}
