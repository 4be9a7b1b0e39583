package dev.assay.registry.identity.token;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Whom a token speaks for, and how far.
 *
 * @param account whose roles it has; for a workload, an account of its own that is kept nowhere
 * @param stage how far what it fetches must have been approved
 * @param until when it ends
 * @param token its record; null for a workload's, of which there is none
 */
public record TokenCaller(
        Account account, Set<TokenScope> scopes, Stage stage, Instant until, @Nullable Id token) {

    public TokenCaller {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(stage, "stage is null");
        scopes = Set.copyOf(scopes);
    }
}
