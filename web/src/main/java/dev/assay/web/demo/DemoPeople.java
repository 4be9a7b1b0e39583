package dev.assay.web.demo;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;

import java.util.Set;

/** The two people of the demo, since nobody approves their own. */
record DemoPeople(Person team, Person reviewer) {

    /**
     * Somebody to sign in as.
     *
     * @param password shown once, on the terminal the demo runs in
     */
    record Person(Account account, String password) {

        @Override
        public String toString() {
            return account.login();
        }
    }

    static DemoPeople create(Accounts accounts) {
        return new DemoPeople(
                create(accounts, "team", "A team", Role.REQUESTER),
                create(accounts, "reviewer", "A security reviewer", Role.SECURITY));
    }

    private static Person create(Accounts accounts, String login, String name, Role role) {
        // Chosen here and not handed out by an administrator, so nobody has to change it first.
        var password = Id.random().value().substring(0, 24);
        return switch (accounts.create("demo", login, name, Set.of(role), password)) {
            case AccountOutcome.Done done -> new Person(done.account(), password);
            case AccountOutcome.Refused refused ->
                    throw new IllegalStateException("no account " + login + ": " + refused);
        };
    }
}
