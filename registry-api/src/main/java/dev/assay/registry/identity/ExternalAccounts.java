package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.ExternalIdentity;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.token.TokenBook;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of people who sign in elsewhere. An account is found by issuer and subject alone: a
 * login that is the same here and there is a coincidence, and makes nobody somebody else.
 */
public final class ExternalAccounts {

    private static final int LONGEST_LOGIN = 100;
    private static final int LONGEST_NAME = 200;

    private final AccountStore store;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final TokenBook tokens;
    private final Clock clock;

    ExternalAccounts(
            AccountStore store,
            Accounts accounts,
            AuditTrail audit,
            TransactionOperations transaction,
            TokenBook tokens,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Finds or makes somebody's account and gives it the roles it has now.
     *
     * @param wantedLogin what a new account is to be called
     * @param name how pages are to write it, empty for the login
     * @param roles what their groups give them today; with none they are refused, and keep none
     */
    public ExternalOutcome signIn(
            ExternalIdentity identity, String wantedLogin, String name, Set<Role> roles) {
        ExternalOutcome outcome;
        try {
            outcome = inTransaction(identity, wantedLogin, name, roles);
        } catch (DuplicateKeyException e) {
            // Another request of theirs was first, or somebody took the login meanwhile.
            outcome = inTransaction(identity, wantedLogin, name, roles);
        }
        tokens.refresh();
        return outcome;
    }

    private ExternalOutcome inTransaction(
            ExternalIdentity identity, String wantedLogin, String name, Set<Role> roles) {
        return Objects.requireNonNull(
                transaction.execute(
                        status ->
                                store.find(identity)
                                        .map(known -> known(known, identity, name, roles))
                                        .orElseGet(
                                                () -> first(identity, wantedLogin, name, roles))));
    }

    private ExternalOutcome known(
            Account account, ExternalIdentity identity, String name, Set<Role> roles) {
        if (!account.roles().equals(roles)) {
            store.setRoles(account.id(), roles);
            audit.append(
                    AuditTrail.SERVICE,
                    "account.roles-changed",
                    account.login(),
                    "from "
                            + Accounts.words(account.roles())
                            + " to "
                            + Accounts.words(roles)
                            + ", by their groups at "
                            + identity.issuer());
        }
        if (!name.isBlank() && !name.equals(account.displayName())) {
            store.rename(account.id(), cut(name, LONGEST_NAME));
        }
        if (account.disabled()) {
            return new ExternalOutcome.Disabled();
        }
        return roles.isEmpty() ? new ExternalOutcome.WithoutRole() : welcome(account);
    }

    private ExternalOutcome first(
            ExternalIdentity identity, String wantedLogin, String name, Set<Role> roles) {
        if (roles.isEmpty()) {
            return new ExternalOutcome.WithoutRole();
        }
        var login = free(wantedLogin, identity);
        if (login.isEmpty()) {
            return new ExternalOutcome.LoginTaken();
        }
        var called = name.isBlank() ? login.get() : cut(name, LONGEST_NAME);
        var account = store.add(login.get(), called, identity, roles);
        audit.append(
                AuditTrail.SERVICE,
                "account.created",
                account.login(),
                Accounts.words(roles) + ", at the first sign-in at " + identity.issuer());
        return welcome(account);
    }

    private ExternalOutcome welcome(Account account) {
        return accounts.signedIn(account.id(), clock.instant())
                .<ExternalOutcome>map(ExternalOutcome.Welcome::new)
                .orElseGet(ExternalOutcome.Disabled::new);
    }

    /** The login itself where nobody has it, else the one with the provider's host behind it. */
    private Optional<String> free(String wanted, ExternalIdentity identity) {
        var plain = Logins.normal(wanted).replaceAll("[^a-z0-9._@-]", "-");
        var host = String.valueOf(URI.create(identity.issuer()).getHost());
        for (var login : new String[] {plain, plain + "@" + host}) {
            var candidate = cut(login, LONGEST_LOGIN);
            if (Logins.isOne(candidate)
                    && !candidate.equals(AuditTrail.SERVICE)
                    && store.find(candidate).isEmpty()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
