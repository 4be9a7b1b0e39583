package dev.assay.registry.identity.token;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.ApiToken;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import org.springframework.transaction.support.TransactionOperations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes, lists and revokes tokens. */
public final class Tokens {

    private static final int LONGEST_NAME = 100;

    private final TokenStore store;
    private final AccountStore accounts;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final TokenBook book;
    private final TokenSettings settings;
    private final Clock clock;

    public Tokens(
            TokenStore store,
            AccountStore accounts,
            AuditTrail audit,
            TransactionOperations transaction,
            TokenBook book,
            TokenSettings settings,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a text claims to be a token of ours, whole or not. */
    public static boolean claims(String text) {
        return TokenText.claims(text);
    }

    /** After how many days a token expires at the latest. */
    public int mostDays() {
        return settings.mostDays();
    }

    /**
     * Makes a token as somebody wishes who is signed in: for themselves, or as an administrator for
     * an account that is a machine's alone. Nobody gets a token that speaks for another person.
     *
     * @param ownerLogin the login of the account it is for
     */
    public TokenOutcome make(
            Account actor,
            String ownerLogin,
            String name,
            Set<TokenScope> scopes,
            Stage stage,
            int days) {
        if (ownerLogin.equals(actor.login())) {
            return make(actor.login(), actor, name, scopes, stage, days);
        }
        return accounts.find(ownerLogin)
                .filter(owner -> actor.has(Role.ADMINISTRATOR) && isMachine(owner))
                .map(owner -> make(actor.login(), owner, name, scopes, stage, days))
                .orElseGet(
                        () ->
                                new TokenOutcome.Refused(
                                        Map.of(
                                                "owner",
                                                "Tokens are made for oneself; by an administrator"
                                                        + " also for an account whose only role is"
                                                        + " ci.")));
    }

    /** Whether an account is no person's. */
    public static boolean isMachine(Account account) {
        return account.roles().equals(Set.of(Role.CI));
    }

    /**
     * Makes a token for an account.
     *
     * @param actor who does it, for the audit trail
     * @param days after how many days it expires
     */
    public TokenOutcome make(
            String actor,
            Account owner,
            String name,
            Set<TokenScope> scopes,
            Stage stage,
            int days) {
        var called = name.strip();
        var complaints = complaints(owner, called, scopes, days);
        if (!complaints.isEmpty()) {
            return new TokenOutcome.Refused(complaints);
        }
        var secret = TokenText.generated();
        var expiry = clock.instant().plus(Duration.ofDays(days));
        var made =
                transaction.execute(
                        status -> {
                            var token =
                                    store.add(
                                            owner.id(),
                                            called,
                                            TokenText.digest(secret),
                                            scopes,
                                            stage,
                                            expiry);
                            audit.append(
                                    actor,
                                    "token.created",
                                    subject(token),
                                    called
                                            + " of "
                                            + AuditPeople.mark(owner.login())
                                            + ": "
                                            + words(token));
                            return token;
                        });
        book.refresh();
        return new TokenOutcome.Made(Objects.requireNonNull(made), secret);
    }

    /** The tokens of one account, the newest first. */
    public List<ApiToken> of(Account owner) {
        return store.of(owner.id());
    }

    /** Everybody's, the newest first. */
    public List<ApiToken> all() {
        return store.all();
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Ends a token at once: one's own, or anybody's for an administrator.
     *
     * @return false where there is no such token, or it is not this caller's to end
     */
    public boolean revoke(Account actor, Id id) {
        var found = store.find(id);
        if (found.isEmpty()
                || !found.get().owner().equals(actor.id()) && !actor.has(Role.ADMINISTRATOR)) {
            return false;
        }
        revoke(actor.login(), found.get());
        return true;
    }

    /**
     * Ends a token in the name of whoever administers this installation.
     *
     * @return false where there is no such token
     */
    public boolean revoke(String actor, Id id) {
        var found = store.find(id);
        found.ifPresent(token -> revoke(actor, token));
        return found.isPresent();
    }

    private void revoke(String actor, ApiToken token) {
        transaction.executeWithoutResult(
                status -> {
                    if (store.revoke(token.id())) {
                        audit.append(actor, "token.revoked", subject(token), token.name());
                    }
                });
        book.refresh();
    }

    private Map<String, String> complaints(
            Account owner, String name, Set<TokenScope> scopes, int days) {
        var complaints = new LinkedHashMap<String, String>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            complaints.put("name", "Say in 1 to 100 characters what the token is for.");
        }
        if (scopes.isEmpty()) {
            complaints.put(
                    "scopes", "Choose at least one scope: a token without one opens nothing.");
        }
        if (days < 1 || days > settings.mostDays()) {
            complaints.put("days", "A token expires after 1 to " + settings.mostDays() + " days.");
        }
        var now = clock.instant();
        var active = store.of(owner.id()).stream().filter(each -> each.activeAt(now)).count();
        if (active >= settings.mostPerAccount()) {
            complaints.put(
                    "name",
                    "There are "
                            + active
                            + " working tokens of this account already; revoke one that is not"
                            + " needed any more.");
        }
        return complaints;
    }

    private static String subject(ApiToken token) {
        return "token " + token.id();
    }

    private static String words(ApiToken token) {
        return token.scopes().stream()
                        .sorted()
                        .map(TokenScope::words)
                        .collect(Collectors.joining(", "))
                + " for "
                + token.stage().words()
                + ", until "
                + token.expiresAt();
    }
}
