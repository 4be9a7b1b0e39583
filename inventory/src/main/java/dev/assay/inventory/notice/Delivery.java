package dev.assay.inventory.notice;

import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One notice on its way to one place.
 *
 * @param channel how it goes: webhook, slack, teams or mail
 * @param target where, by the name of the setting, or an e-mail address
 * @param tries how often it was tried
 * @param problem why the last try failed, or null
 */
public record Delivery(
        Id id,
        Notice notice,
        String channel,
        String target,
        State state,
        int tries,
        Instant nextTryAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {

    /** Where it stands. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Nobody tries any more; an administrator can have it tried again. */
        DEAD
    }
}
