package dev.assay.registry.identity.token;

import dev.assay.inventory.account.ApiToken;

import java.util.Map;

/** What became of the wish for a token. */
public sealed interface TokenOutcome {

    /**
     * It was made.
     *
     * @param secret the token itself, to be shown this once
     */
    record Made(ApiToken token, String secret) implements TokenOutcome {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    /**
     * It was not.
     *
     * @param complaints what is wrong, one sentence by name of the field
     */
    record Refused(Map<String, String> complaints) implements TokenOutcome {

        public Refused {
            complaints = Map.copyOf(complaints);
        }
    }
}
