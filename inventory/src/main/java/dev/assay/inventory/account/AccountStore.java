package dev.assay.inventory.account;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Local accounts. Callers hash passwords; this store only keeps the hash. */
public final class AccountStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public AccountStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Account add(String login, String displayName, String passwordHash, Set<Role> roles) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO account (id, login, display_name, password_hash, created_at)
                        VALUES (:id, :login, :name, :hash, :now)
                        """)
                .param("id", id.value())
                .param("login", login)
                .param("name", displayName)
                .param("hash", passwordHash)
                .param("now", Rows.column(clock.instant()))
                .update();
        for (var role : roles) {
            jdbc.sql("INSERT INTO account_role (account_id, role) VALUES (:id, :role)")
                    .param("id", id.value())
                    .param("role", role.name())
                    .update();
        }
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

    public Optional<String> passwordHash(Id id) {
        return jdbc.sql("SELECT password_hash FROM account WHERE id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    public void changePassword(Id id, String passwordHash) {
        jdbc.sql("UPDATE account SET password_hash = :hash WHERE id = :id")
                .param("id", id.value())
                .param("hash", passwordHash)
                .update();
    }

    public List<Account> all() {
        return jdbc.sql("SELECT * FROM account ORDER BY login").query(this::read).list();
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
