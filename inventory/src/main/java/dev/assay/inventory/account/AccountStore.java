package dev.assay.inventory.account;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts, local and external. Callers hash passwords; this store only keeps the hash. */
public final class AccountStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public AccountStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds somebody who signs in with a password. */
    public Account add(String login, String displayName, String passwordHash, Set<Role> roles) {
        return insert(login, displayName, passwordHash, null, roles);
    }

    /** Adds somebody who signs in elsewhere. */
    public Account add(
            String login, String displayName, ExternalIdentity identity, Set<Role> roles) {
        return insert(login, displayName, null, identity, roles);
    }

    private Account insert(
            String login,
            String displayName,
            @Nullable String passwordHash,
            @Nullable ExternalIdentity identity,
            Set<Role> roles) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO account
                            (id, login, display_name, password_hash, created_at,
                             external_issuer, external_subject)
                        VALUES (:id, :login, :name, :hash, :now, :issuer, :subject)
                        """)
                .param("id", id.value())
                .param("login", login)
                .param("name", displayName)
                .param("hash", passwordHash)
                .param("now", Rows.column(clock.instant()))
                .param("issuer", identity == null ? null : identity.issuer())
                .param("subject", identity == null ? null : identity.subject())
                .update();
        setRoles(id, roles);
        return find(id).orElseThrow();
    }

    public Optional<Account> find(Id id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id")
                .param("id", id.value())
                .query(this::read)
                .optional();
    }

    public Optional<Account> find(String login) {
        return jdbc.sql("SELECT * FROM account WHERE login = :login")
                .param("login", login)
                .query(this::read)
                .optional();
    }

    public Optional<Account> find(ExternalIdentity identity) {
        return jdbc.sql(
                        """
                        SELECT * FROM account
                        WHERE external_issuer = :issuer AND external_subject = :subject
                        """)
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query(this::read)
                .optional();
    }

    public Optional<AccountStanding> standing(Id id) {
        return jdbc.sql("SELECT * FROM account WHERE id = :id")
                .param("id", id.value())
                .query(this::readStanding)
                .optional();
    }

    /** All accounts of people and machines with how they stand, by login. */
    public List<AccountStanding> standings() {
        return jdbc.sql("SELECT * FROM account WHERE id <> :policy ORDER BY login")
                .param("policy", Account.POLICY.value())
                .query(this::readStanding)
                .list();
    }

    /** The hash of an account's password; empty for those who sign in elsewhere. */
    public Optional<String> passwordHash(Id id) {
        return jdbc.sql(
                        """
                        SELECT password_hash FROM account
                        WHERE id = :id AND password_hash IS NOT NULL
                        """)
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** Sets a password that its holder chose. */
    public void changePassword(Id id, String passwordHash) {
        setPassword(id, passwordHash, false, null);
    }

    /**
     * Sets a password that somebody else made up: it is good for choosing another.
     *
     * @param expiresAt when it ends unused, null for never
     */
    public void oneTimePassword(Id id, String passwordHash, @Nullable Instant expiresAt) {
        setPassword(id, passwordHash, true, expiresAt);
    }

    private void setPassword(
            Id id, String passwordHash, boolean changeDue, @Nullable Instant expiresAt) {
        jdbc.sql(
                        """
                        UPDATE account SET password_hash = :hash, password_change_due = :due,
                            password_expires_at = :end
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("hash", passwordHash)
                .param("due", changeDue)
                .param("end", Rows.column(expiresAt))
                .update();
    }

    /** Replaces all roles of an account. */
    public void setRoles(Id id, Set<Role> roles) {
        jdbc.sql("DELETE FROM account_role WHERE account_id = :id")
                .param("id", id.value())
                .update();
        for (var role : roles) {
            jdbc.sql("INSERT INTO account_role (account_id, role) VALUES (:id, :role)")
                    .param("id", id.value())
                    .param("role", role.name())
                    .update();
        }
    }

    public void rename(Id id, String displayName) {
        jdbc.sql("UPDATE account SET display_name = :name WHERE id = :id")
                .param("id", id.value())
                .param("name", displayName)
                .update();
    }

    public void disable(Id id, boolean disabled) {
        jdbc.sql("UPDATE account SET disabled_at = :at WHERE id = :id")
                .param("id", id.value())
                .param("at", disabled ? Rows.column(clock.instant()) : null)
                .update();
    }

    /**
     * Takes from an account all that tells whose it is; what points to it stays. It is disabled,
     * and nobody can sign in to it.
     *
     * @param word what it is called from now on
     */
    public void erase(Id id, String word) {
        setRoles(id, Set.of());
        jdbc.sql(
                        """
                        UPDATE account SET login = :word, display_name = :word,
                            password_hash = NULL, password_change_due = FALSE,
                            password_expires_at = NULL, last_signed_in_at = NULL,
                            external_issuer = NULL, external_subject = NULL, disabled_at = :now
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("word", word)
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    public void signedIn(Id id) {
        jdbc.sql("UPDATE account SET last_signed_in_at = :now WHERE id = :id")
                .param("id", id.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /**
     * The enabled administrators who have a password here, held until the transaction ends: two who
     * would take the role from each other at once wait for one another.
     */
    public List<Id> lockLocalAdministrators() {
        return jdbc.sql(
                        """
                        SELECT id FROM account
                        WHERE disabled_at IS NULL AND password_hash IS NOT NULL
                            AND id IN (SELECT account_id FROM account_role WHERE role = :role)
                        ORDER BY id FOR UPDATE
                        """)
                .param("role", Role.ADMINISTRATOR.name())
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    public List<Account> all() {
        return jdbc.sql("SELECT * FROM account WHERE id <> :policy ORDER BY login")
                .param("policy", Account.POLICY.value())
                .query(this::read)
                .list();
    }

    private AccountStanding readStanding(ResultSet row, int number) throws SQLException {
        var issuer = row.getString("external_issuer");
        return new AccountStanding(
                read(row, number),
                issuer == null
                        ? null
                        : new ExternalIdentity(issuer, Rows.text(row, "external_subject")),
                row.getBoolean("password_change_due"),
                Rows.instantOrNull(row, "password_expires_at"),
                Rows.instantOrNull(row, "last_signed_in_at"));
    }

    private Account read(ResultSet row, int number) throws SQLException {
        var id = Rows.id(row, "id");
        var roles = EnumSet.noneOf(Role.class);
        jdbc.sql("SELECT role FROM account_role WHERE account_id = :id")
                .param("id", id.value())
                .query(String.class)
                .list()
                .forEach(role -> roles.add(Role.valueOf(role)));
        return new Account(
                id,
                Rows.text(row, "login"),
                Rows.text(row, "display_name"),
                roles,
                row.getObject("disabled_at") != null);
    }
}
