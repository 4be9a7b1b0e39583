package dev.assay.inventory.account;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What is known of a token; the token itself is not.
 *
 * @param owner whose roles it has, at most
 * @param name what its owner calls it
 * @param stage how far what it fetches must have been approved
 * @param revokedAt null while it was not revoked
 * @param lastUsedAt about when it was last used, to the hour; null for never
 */
public record ApiToken(
        Id id,
        Id owner,
        String name,
        Set<TokenScope> scopes,
        Stage stage,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiToken {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(stage, "stage is null");
        scopes = Set.copyOf(scopes);
    }

    /** Whether it can be used, as far as its own record says. */
    public boolean activeAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
