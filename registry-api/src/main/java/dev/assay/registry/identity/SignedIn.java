package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.springframework.security.core.AuthenticatedPrincipal;

import java.util.Objects;

/**
 * The principal of whoever is signed in.
 *
 * @param passwordMark changes whenever the password does, which ends every session that began
 *     before
 */
public record SignedIn(Account account, String passwordMark) implements AuthenticatedPrincipal {

    public SignedIn {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(passwordMark, "passwordMark is null");
    }

    @Override
    public String getName() {
        return account.login();
    }
}
