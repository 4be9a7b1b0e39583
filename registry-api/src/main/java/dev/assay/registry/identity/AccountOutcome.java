package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What became of a wish to create or change an account. */
public sealed interface AccountOutcome {

    /**
     * It was done.
     *
     * @param generatedPassword to be shown once, null where the caller chose the password
     */
    record Done(Account account, @Nullable String generatedPassword) implements AccountOutcome {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Done[account=" + account + "]";
        }
    }

    /**
     * It was not done.
     *
     * @param complaints what is wrong, one sentence by name of the field
     */
    record Refused(Map<String, String> complaints) implements AccountOutcome {

        public Refused {
            complaints = Map.copyOf(complaints);
        }
    }
}
