package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStanding;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.token.TokenBook;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What administrators do to the accounts of others: never to their own, and never so that nobody is
 * left who could administer.
 */
public final class AccountAdministration {

    private final AccountStore store;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final AuditPeople people;
    private final TransactionOperations transaction;
    private final TokenBook tokens;
    private final SignInSettings settings;

    AccountAdministration(
            AccountStore store,
            Accounts accounts,
            AuditTrail audit,
            AuditPeople people,
            TransactionOperations transaction,
            TokenBook tokens,
            SignInSettings settings) {
        this.settings = settings;
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
        this.people = people;
        this.transaction = transaction;
        this.tokens = tokens;
    }

    /** Everybody, by login. */
    public List<AccountStanding> all() {
        return store.standings();
    }

    public Optional<AccountStanding> find(Id id) {
        return store.standing(id);
    }

    /** Gives an account these roles and no other. */
    public AccountOutcome changeRoles(Account actor, Id id, Set<Role> roles) {
        return change(
                actor,
                id,
                standing -> {
                    if (standing.identity() != null) {
                        return "Their roles come from their groups, at each sign-in; change those.";
                    }
                    return roles.isEmpty()
                            ? "Choose at least one role, or disable the account."
                            : roles.contains(Role.ADMINISTRATOR)
                                    ? null
                                    : keepsAdministrator(standing);
                },
                account -> {
                    store.setRoles(id, roles);
                    audit.append(
                            actor.login(),
                            "account.roles-changed",
                            account.login(),
                            "from "
                                    + Accounts.words(account.roles())
                                    + " to "
                                    + Accounts.words(roles));
                    return null;
                });
    }

    /** Ends every session and every token of an account, until it is enabled again. */
    public AccountOutcome disable(Account actor, Id id) {
        return change(
                actor,
                id,
                this::keepsAdministrator,
                account -> {
                    store.disable(id, true);
                    audit.append(actor.login(), "account.disabled", account.login(), "");
                    return null;
                });
    }

    public AccountOutcome enable(Account actor, Id id) {
        return change(
                actor,
                id,
                standing -> null,
                account -> {
                    store.disable(id, false);
                    audit.append(actor.login(), "account.enabled", account.login(), "");
                    return null;
                });
    }

    /** Gives an account a password that is shown once and has to be changed. */
    public AccountOutcome resetPassword(Account actor, Id id) {
        return change(
                actor,
                id,
                standing ->
                        standing.identity() == null
                                ? null
                                : "They sign in elsewhere, so there is no password here.",
                account -> {
                    var generated = accounts.resetPassword(account);
                    audit.append(
                            actor.login(),
                            "account.password-reset",
                            account.login(),
                            "to one that has to be changed");
                    return generated;
                });
    }

    /**
     * Forgets whose an account is, for good: it is called by its pseudonym on the audit trail from
     * then on, which nothing leads to a person any more. What was decided with it stays.
     */
    public AccountOutcome erase(Account actor, Id id) {
        return change(
                actor,
                id,
                this::keepsAdministrator,
                account -> {
                    var pseudonym = people.forget(id);
                    store.erase(id, pseudonym);
                    audit.append(actor.login(), "account.erased", pseudonym, "");
                    return null;
                });
    }

    private interface Objection {
        @Nullable String to(AccountStanding standing);
    }

    private interface Deed {
        @Nullable String on(Account account);
    }

    private AccountOutcome change(Account actor, Id id, Objection objection, Deed deed) {
        var outcome =
                transaction.execute(
                        status -> {
                            // Before anything is read: two such changes wait for one another.
                            store.lockLocalAdministrators();
                            var standing = store.standing(id);
                            if (standing.isEmpty()) {
                                return refused("There is no such account.");
                            }
                            if (AuditPeople.isPseudonym(standing.get().account().login())) {
                                return refused(
                                        "This account was erased; make a new one for whoever needs"
                                                + " one.");
                            }
                            if (id.equals(actor.id())) {
                                return refused(
                                        "Nobody administers their own account; ask another"
                                                + " administrator.");
                            }
                            if (!isAdministrator(actor.id())) {
                                return refused("You are no administrator any more.");
                            }
                            var why = objection.to(standing.get());
                            if (why != null) {
                                return refused(why);
                            }
                            var secret = deed.on(standing.get().account());
                            return new AccountOutcome.Done(store.find(id).orElseThrow(), secret);
                        });
        tokens.refresh();
        return Objects.requireNonNull(outcome);
    }

    /** As the records are now: the actor's session may have begun before they changed. */
    private boolean isAdministrator(Id actor) {
        return store.find(actor)
                .filter(account -> !account.disabled() && account.has(Role.ADMINISTRATOR))
                .isPresent();
    }

    private @Nullable String keepsAdministrator(AccountStanding standing) {
        if (settings.isBreakGlass(standing.account().login())) {
            return "This is the emergency administrator of assay.sign-in.break-glass.";
        }
        var local = store.lockLocalAdministrators();
        return local.size() == 1 && local.contains(standing.account().id())
                ? "This is the last administrator with a password here; make another one first."
                : null;
    }

    private static AccountOutcome refused(String why) {
        return new AccountOutcome.Refused(Map.of("account", why));
    }
}
