package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.springframework.security.core.AuthenticatedPrincipal;

import java.time.Instant;
import java.util.Objects;

/**
 * The principal of whoever is signed in.
 *
 * @param passwordMark changes whenever the password does, which ends every session that began
 *     before
 * @param since when they signed in
 * @param passwordChangeDue whether all they may do is choose another password
 */
public record SignedIn(
        Account account, String passwordMark, Instant since, boolean passwordChangeDue)
        implements AuthenticatedPrincipal {

    public SignedIn {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(passwordMark, "passwordMark is null");
        Objects.requireNonNull(since, "since is null");
    }

    @Override
    public String getName() {
        return account.login();
    }
}
