package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.ApiToken;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

@RestController
final class TokensController {

    private final Tokens tokens;
    private final AccountStore accounts;

    TokensController(Tokens tokens, AccountStore accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    /**
     * @param owner the login of an account for machines, from an administrator; null for oneself
     */
    record Wish(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable String stage,
            @Nullable Integer days,
            @Nullable String owner) {}

    record TokenDocument(
            Id id,
            String owner,
            String name,
            List<String> scopes,
            String stage,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    /**
     * @param secret the token itself, shown this once
     */
    record Made(TokenDocument token, String secret) {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    @GetMapping("/api/v1/tokens")
    Map<String, List<TokenDocument>> list(
            Account account, @RequestParam(defaultValue = "false") boolean all) {
        if (all && !account.has(Role.ADMINISTRATOR)) {
            throw Problem.forbidden(
                    "An administrator sees everybody's tokens.",
                    "Leave out 'all' to see your own.");
        }
        var listed = all ? tokens.all() : tokens.of(account);
        return Map.of("tokens", listed.stream().map(this::document).toList());
    }

    @PostMapping(path = "/api/v1/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Made make(Account account, @RequestBody Wish wish) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        if (wish.scopes() != null) {
            wish.scopes().forEach(word -> scopes.add(scope(word)));
        }
        var stage = Words.parse(Stage.class, "stage", wish.stage() == null ? "" : wish.stage());
        var owner = wish.owner() == null ? account.login() : wish.owner();
        return switch (tokens.make(
                account,
                owner,
                wish.name() == null ? "" : wish.name(),
                scopes,
                stage,
                wish.days() == null ? 0 : wish.days())) {
            case TokenOutcome.Made(var token, var secret) -> new Made(document(token), secret);
            case TokenOutcome.Refused(var complaints) ->
                    throw Problem.unacceptable(
                            complaints.entrySet().stream()
                                    .map(
                                            each ->
                                                    Map.of(
                                                            "field",
                                                            each.getKey(),
                                                            "message",
                                                            each.getValue()))
                                    .toList());
        };
    }

    @DeleteMapping("/api/v1/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Account account, @PathVariable String id) {
        if (Id.parse(id).filter(found -> tokens.revoke(account, found)).isEmpty()) {
            throw Problem.notFound(
                    "None of your tokens has the id '" + id + "'.",
                    "GET /api/v1/tokens lists those there are.");
        }
    }

    private TokenDocument document(ApiToken token) {
        return new TokenDocument(
                token.id(),
                accounts.find(token.owner()).map(Account::login).orElse("unknown"),
                token.name(),
                token.scopes().stream().sorted().map(TokenScope::words).toList(),
                Words.of(token.stage()),
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt(),
                token.lastUsedAt());
    }

    private static TokenScope scope(String word) {
        return TokenScope.parse(word)
                .orElseThrow(
                        () ->
                                Problem.invalid(
                                        "'" + word + "' is no scope.",
                                        "Use gate:read, api:read or api:write."));
    }
}
