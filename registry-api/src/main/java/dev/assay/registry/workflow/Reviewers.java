package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who decides. */
public final class Reviewers {

    static final List<Role> ROLES =
            List.of(Role.SECURITY, Role.DATA_PROTECTION, Role.PROCUREMENT, Role.SYSTEM_OWNER);

    private Reviewers() {}

    public static boolean isOne(Account person) {
        return !person.disabled() && ROLES.stream().anyMatch(person::has);
    }

    /** Why this person cannot decide with these words; empty where they can. */
    static Optional<String> objection(Account actor, String reason) {
        if (!isOne(actor)) {
            return Optional.of(
                    actor.login()
                            + " has no reviewer role; decisions are taken by "
                            + ROLES.stream().map(Role::words).collect(Collectors.joining(", ")));
        }
        if (reason.isBlank()) {
            return Optional.of("a decision needs a reason; write one that an auditor understands");
        }
        if (reason.strip().length() > 4000) {
            return Optional.of("the reason is longer than 4000 characters; shorten it");
        }
        return Optional.empty();
    }
}
