package dev.assay.web.page;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tokens, and the form for another one.
 *
 * @param path where the forms are sent to
 * @param everybody whether these are the tokens of all accounts
 * @param owners the logins a token may be made for, the first one proposed
 * @param secret the token that was just made, to be shown this once
 */
record TokensView(
        String path,
        boolean everybody,
        List<Row> rows,
        List<String> owners,
        int mostDays,
        Form form,
        @Nullable String secret) {

    TokensView {
        rows = List.copyOf(rows);
        owners = List.copyOf(owners);
    }

    record Row(
            String id,
            String name,
            String owner,
            String scopes,
            String stage,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String state,
            boolean active) {}

    /** What was filled in, and what is wrong with it, one sentence by field. */
    record Form(
            String owner,
            String name,
            Set<TokenScope> scopes,
            Stage stage,
            String days,
            Map<String, String> errors) {

        Form {
            scopes = Set.copyOf(scopes);
            errors = Map.copyOf(errors);
        }

        @Nullable String error(String field) {
            return errors.get(field);
        }
    }

    TokenScope[] scopes() {
        return TokenScope.values();
    }

    Stage[] stages() {
        return Stage.values();
    }

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return "TokensView[path=" + path + "]";
    }
}
