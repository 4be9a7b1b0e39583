package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.AccountAdministration;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.rest.Documents.AccountDocument;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

@RestController
final class AccountsController {

    private final Accounts accounts;
    private final AccountAdministration administration;

    AccountsController(Accounts accounts, AccountAdministration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    /**
     * @param password null to have one generated, which the answer shows this once
     */
    record Wish(
            @Nullable String login,
            @Nullable String displayName,
            @Nullable List<String> roles,
            @Nullable String password) {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Wish[login=" + login + "]";
        }
    }

    record Created(AccountDocument account, @Nullable String generatedPassword) {

        @Override
        public String toString() {
            return "Created[account=" + account + "]";
        }
    }

    record PasswordWish(@Nullable String current, @Nullable String wanted) {

        @Override
        public String toString() {
            return "PasswordWish";
        }
    }

    @GetMapping("/api/v1/me")
    AccountDocument me(Account account) {
        return AccountDocument.of(account);
    }

    @PutMapping(path = "/api/v1/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Account account, @RequestBody PasswordWish wish) {
        if (accounts.changePassword(account, given(wish.current()), given(wish.wanted()))
                instanceof AccountOutcome.Refused refused) {
            throw unacceptable(refused);
        }
    }

    @GetMapping("/api/v1/accounts")
    Map<String, List<AccountDocument>> list() {
        return Map.of("accounts", accounts.all().stream().map(AccountDocument::of).toList());
    }

    @PostMapping(path = "/api/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Created create(Account account, @RequestBody Wish wish) {
        var roles = roles(wish.roles());
        return switch (accounts.create(
                account.login(),
                given(wish.login()),
                given(wish.displayName()),
                roles,
                wish.password())) {
            case AccountOutcome.Done done ->
                    new Created(AccountDocument.of(done.account()), done.generatedPassword());
            case AccountOutcome.Refused refused -> throw unacceptable(refused);
        };
    }

    record RolesWish(@Nullable List<String> roles) {}

    record StateWish(boolean disabled) {}

    @PutMapping(path = "/api/v1/accounts/{id}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    AccountDocument changeRoles(
            Account account, @PathVariable String id, @RequestBody RolesWish wish) {
        return done(administration.changeRoles(account, parsed(id), roles(wish.roles()))).account();
    }

    @PutMapping(
            path = "/api/v1/accounts/{id}/disabled",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    AccountDocument changeState(
            Account account, @PathVariable String id, @RequestBody StateWish wish) {
        var outcome =
                wish.disabled()
                        ? administration.disable(account, parsed(id))
                        : administration.enable(account, parsed(id));
        return done(outcome).account();
    }

    @PutMapping("/api/v1/accounts/{id}/password")
    Created resetPassword(Account account, @PathVariable String id) {
        return done(administration.resetPassword(account, parsed(id)));
    }

    @PostMapping("/api/v1/accounts/{id}/erasure")
    AccountDocument erase(Account account, @PathVariable String id) {
        return done(administration.erase(account, parsed(id))).account();
    }

    private static Created done(AccountOutcome outcome) {
        return switch (outcome) {
            case AccountOutcome.Done done ->
                    new Created(AccountDocument.of(done.account()), done.generatedPassword());
            case AccountOutcome.Refused(var complaints) ->
                    throw Problem.refused(String.join(" ", complaints.values()));
        };
    }

    private static Id parsed(String id) {
        return Id.parse(id)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No account has the id '" + id + "'.",
                                        "GET /api/v1/accounts lists those there are."));
    }

    private static EnumSet<Role> roles(@Nullable List<String> words) {
        var roles = EnumSet.noneOf(Role.class);
        if (words != null) {
            words.forEach(word -> roles.add(Words.parse(Role.class, "roles", word)));
        }
        return roles;
    }

    private static Problem unacceptable(AccountOutcome.Refused refused) {
        return Problem.unacceptable(
                refused.complaints().entrySet().stream()
                        .map(each -> Map.of("field", each.getKey(), "message", each.getValue()))
                        .toList());
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
