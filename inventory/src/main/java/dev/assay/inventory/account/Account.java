package dev.assay.inventory.account;

import dev.assay.inventory.store.Id;

import java.util.Objects;
import java.util.Set;

/** Somebody who signs in. The password's hash never leaves {@link AccountStore} with it. */
public record Account(Id id, String login, String displayName, Set<Role> roles, boolean disabled) {

    /** The account that the policy decides under. It is nobody's: no password opens it. */
    public static final Id POLICY = new Id("0".repeat(32));

    public Account {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(login, "login is null");
        Objects.requireNonNull(displayName, "displayName is null");
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
