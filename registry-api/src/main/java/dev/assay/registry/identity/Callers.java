package dev.assay.registry.identity;

import dev.assay.inventory.account.Role;

import java.util.EnumSet;
import java.util.Set;

/** Who may call an endpoint. */
public sealed interface Callers {

    /** Everybody, signed in or not. */
    record Anyone() implements Callers {}

    /** Whoever is signed in, whatever their roles. */
    record SignedIn() implements Callers {}

    /** Whoever holds at least one of the roles. */
    record Holding(Set<Role> roles) implements Callers {

        public Holding {
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("nobody could call this: no role is named");
            }
            roles = Set.copyOf(roles);
        }
    }

    static Callers anyone() {
        return new Anyone();
    }

    static Callers signedIn() {
        return new SignedIn();
    }

    static Callers holding(Role first, Role... others) {
        return new Holding(EnumSet.of(first, others));
    }

    /** People who decide. An administrator is none of them. */
    static Callers reviewers() {
        return new Holding(ReviewerRoles.ALL);
    }

    /** People who write requests: those who ask, and those who decide and mend what they see. */
    static Callers editors() {
        var roles = EnumSet.copyOf(ReviewerRoles.ALL);
        roles.add(Role.REQUESTER);
        return new Holding(roles);
    }

    /** Whether somebody with these roles, who is signed in, may call. */
    default boolean admits(Set<Role> held) {
        return switch (this) {
            case Anyone() -> true;
            case SignedIn() -> true;
            case Holding(var roles) -> roles.stream().anyMatch(held::contains);
        };
    }
}
