package dev.assay.registry.identity;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates accounts, checks and changes their passwords. */
public final class Accounts {

    /** The login of the account that the first start creates. */
    public static final String FIRST_LOGIN = "admin";

    private final AccountStore store;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final SignInSettings settings;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    Accounts(
            AccountStore store,
            AuditTrail audit,
            TransactionOperations transaction,
            SignInSettings settings,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    public List<Account> all() {
        return store.all();
    }

    public Optional<Account> find(Id id) {
        return store.find(id);
    }

    /**
     * Creates an account.
     *
     * @param actor who does it, for the audit trail
     * @param password the chosen password, or null to have one generated, which its holder has to
     *     change
     */
    public AccountOutcome create(
            String actor,
            String login,
            String displayName,
            Set<Role> roles,
            @Nullable String password) {
        return create(
                actor,
                login,
                displayName,
                roles,
                password,
                clock.instant().plus(settings.oneTimePasswordAge()));
    }

    private AccountOutcome create(
            String actor,
            String login,
            String displayName,
            Set<Role> roles,
            @Nullable String password,
            @Nullable Instant passwordExpiresAt) {
        var normal = Logins.normal(login);
        var name = displayName.isBlank() ? normal : displayName.strip();
        var complaints = complaints(normal, name, roles, password);
        if (!complaints.isEmpty()) {
            return new AccountOutcome.Refused(complaints);
        }
        var generated = password == null ? Passwords.generated() : null;
        var hash = passwords.hash(generated == null ? Objects.requireNonNull(password) : generated);
        try {
            var account =
                    transaction.execute(
                            status -> {
                                var added = store.add(normal, name, hash, roles);
                                if (generated != null) {
                                    store.oneTimePassword(added.id(), hash, passwordExpiresAt);
                                }
                                audit.append(actor, "account.created", normal, words(roles));
                                return added;
                            });
            return new AccountOutcome.Done(Objects.requireNonNull(account), generated);
        } catch (DuplicateKeyException e) {
            return new AccountOutcome.Refused(
                    Map.of("login", "There is an account '" + normal + "' already."));
        }
    }

    /**
     * Creates the one account of a new installation. It runs the installation and may ask for
     * servers; it decides nothing.
     *
     * @return empty where there are accounts already
     */
    public Optional<AccountOutcome.Done> createFirst() {
        if (!store.all().isEmpty()) {
            return Optional.empty();
        }
        var roles = EnumSet.of(Role.ADMINISTRATOR, Role.REQUESTER);
        // Its password waits: nobody else could hand out another.
        return create(AuditTrail.SERVICE, FIRST_LOGIN, "Administrator", roles, null, null)
                        instanceof AccountOutcome.Done done
                ? Optional.of(done)
                : Optional.empty();
    }

    /** Changes one's own password; every session that began before ends. */
    public AccountOutcome changePassword(Account account, String current, String wanted) {
        var hash = store.passwordHash(account.id());
        if (hash.isEmpty()) {
            return new AccountOutcome.Refused(
                    Map.of("current", "You sign in elsewhere, so there is no password here."));
        }
        if (!passwords.matches(current, hash.get())) {
            return new AccountOutcome.Refused(
                    Map.of("current", "This is not your present password."));
        }
        var complaint =
                wanted.equals(current)
                        ? Optional.of("This is your present password; choose another.")
                        : Passwords.complaint(wanted, account.login());
        if (complaint.isPresent()) {
            return new AccountOutcome.Refused(Map.of("wanted", complaint.get()));
        }
        var newHash = passwords.hash(wanted);
        transaction.executeWithoutResult(
                status -> {
                    store.changePassword(account.id(), newHash);
                    audit.append(
                            account.login(),
                            "account.password-changed",
                            account.login(),
                            "changed by the account's own holder");
                });
        return new AccountOutcome.Done(account, null);
    }

    /** Sets a password that is shown once, for somebody who cannot sign in. */
    String resetPassword(Account account) {
        var generated = Passwords.generated();
        store.oneTimePassword(
                account.id(),
                passwords.hash(generated),
                clock.instant().plus(settings.oneTimePasswordAge()));
        return generated;
    }

    /** Whose login and password these are; empty without a word of which of the two is wrong. */
    Optional<SignedIn> verify(String normalLogin, String password) {
        var hash = store.find(normalLogin).flatMap(account -> store.passwordHash(account.id()));
        if (hash.isEmpty()
                || password.length() > Passwords.LONGEST
                || !settings.allowsPassword(normalLogin)) {
            passwords.compareWithNobodys(password);
            return Optional.empty();
        }
        if (!passwords.matches(password, hash.get())) {
            return Optional.empty();
        }
        return store.find(normalLogin)
                .flatMap(account -> signedIn(account.id(), clock.instant()))
                .filter(who -> who.passwordMark().equals(mark(hash.get())));
    }

    /** Notes a sign-in, for those who administer accounts. */
    void noteSignIn(Account account) {
        store.signedIn(account.id());
    }

    /** An account as it is now; empty when it may not be used. */
    Optional<SignedIn> signedIn(Id id, Instant since) {
        var now = clock.instant();
        return store.standing(id)
                .filter(standing -> !standing.account().disabled())
                .filter(
                        standing ->
                                standing.passwordExpiresAt() == null
                                        || now.isBefore(standing.passwordExpiresAt()))
                .map(
                        standing ->
                                new SignedIn(
                                        standing.account(),
                                        mark(store.passwordHash(id).orElse("")),
                                        since,
                                        standing.passwordChangeDue()));
    }

    /** The same person as the account is now; empty when a session of theirs must end. */
    Optional<SignedIn> refreshed(SignedIn before) {
        if (!clock.instant().isBefore(before.since().plus(settings.sessionAge()))) {
            return Optional.empty();
        }
        return signedIn(before.account().id(), before.since())
                .filter(now -> now.passwordMark().equals(before.passwordMark()));
    }

    private static Map<String, String> complaints(
            String login, String name, Set<Role> roles, @Nullable String password) {
        var complaints = new LinkedHashMap<String, String>();
        if (login.equals(AuditTrail.SERVICE)) {
            complaints.put("login", "The audit trail calls the service itself so.");
        } else if (!Logins.isOne(login)) {
            complaints.put(
                    "login",
                    "A login has 1 to 100 letters, digits, dots, dashes or @, and begins with a"
                            + " letter or digit.");
        }
        if (name.length() > 200) {
            complaints.put("displayName", "A name has at most 200 characters.");
        }
        if (roles.isEmpty()) {
            complaints.put("roles", "Choose at least one role.");
        }
        if (password != null) {
            Passwords.complaint(password, login)
                    .ifPresent(said -> complaints.put("password", said));
        }
        return complaints;
    }

    static String words(Set<Role> roles) {
        return roles.stream().map(Role::words).sorted().collect(Collectors.joining(", "));
    }

    private static String mark(String hash) {
        return Sha256.of(hash.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
