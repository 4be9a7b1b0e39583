package dev.assay.web.page;

import dev.assay.inventory.account.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One account, for those who administer it.
 *
 * @param path where its forms are sent to
 * @param issuer where its holder signs in, null for a password here
 * @param erased whether it is forgotten whose it was
 * @param own whether it is the caller's, whom it is not for them to administer
 * @param problem why the last wish was not done, null where it was
 * @param password one that was just made up, to be shown this once
 */
record OneAccountView(
        String path,
        String login,
        String name,
        Set<Role> roles,
        @Nullable String issuer,
        @Nullable Instant lastSignedInAt,
        boolean disabled,
        boolean erased,
        boolean own,
        @Nullable String problem,
        @Nullable String password) {

    OneAccountView {
        roles = Set.copyOf(roles);
    }

    List<AccountsView.Choice> choices() {
        return AccountsView.CHOICES;
    }

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return "OneAccountView[login=" + login + "]";
    }
}
