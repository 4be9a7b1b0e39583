package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The saved views. Callers hold the transaction. */
public final class ViewStore {

    public static final int LONGEST_NAME = 100;
    public static final int LONGEST_FILTER = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ViewStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a view; empty where its owner has one of that name. */
    public Optional<SavedView> add(Id owner, String name, String filter, boolean shared) {
        var id = Id.random();
        var now = Rows.column(clock.instant());
        // One statement, since PostgreSQL gives a transaction up after a duplicate key.
        var added =
                jdbc.sql(
                                """
                                INSERT INTO saved_view
                                  (id, account_id, name, filter, shared, created_at, updated_at)
                                SELECT CAST(:id AS VARCHAR(32)), CAST(:owner AS VARCHAR(32)),
                                  CAST(:name AS VARCHAR(100)), CAST(:filter AS VARCHAR(2000)),
                                  CAST(:shared AS BOOLEAN), CAST(:now AS TIMESTAMP(6) WITH TIME ZONE),
                                  CAST(:now AS TIMESTAMP(6) WITH TIME ZONE)
                                WHERE NOT EXISTS
                                  (SELECT 1 FROM saved_view WHERE account_id = :owner AND name = :name)
                                """)
                        .param("id", id.value())
                        .param("owner", owner.value())
                        .param("name", name)
                        .param("filter", filter)
                        .param("shared", shared)
                        .param("now", now)
                        .update();
        return added == 1 ? find(id) : Optional.empty();
    }

    public Optional<SavedView> find(Id id) {
        return jdbc.sql("SELECT * FROM saved_view WHERE id = :id")
                .param("id", id.value())
                .query(ViewStore::read)
                .optional();
    }

    /** What somebody may choose from: their own first, then what is shared, each by name. */
    public List<SavedView> visibleTo(Id account) {
        return jdbc.sql(
                        """
                        SELECT * FROM saved_view WHERE account_id = :account OR shared = TRUE
                        ORDER BY CASE WHEN account_id = :account THEN 0 ELSE 1 END, name, id
                        """)
                .param("account", account.value())
                .query(ViewStore::read)
                .list();
    }

    public int ownedBy(Id account) {
        return jdbc.sql("SELECT count(*) FROM saved_view WHERE account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Writes a view anew. Whoever else began with it does so no more once it is not shared.
     *
     * @return false where its owner has another of that name
     */
    public boolean change(SavedView view) {
        var changed =
                jdbc.sql(
                                """
                                UPDATE saved_view SET name = :name, filter = :filter, shared = :shared,
                                  updated_at = :now
                                WHERE id = :id AND NOT EXISTS
                                  (SELECT 1 FROM saved_view o
                                   WHERE o.account_id = :owner AND o.name = :name AND o.id <> :id)
                                """)
                        .param("id", view.id().value())
                        .param("owner", view.ownerId().value())
                        .param("name", view.name())
                        .param("filter", view.filter())
                        .param("shared", view.shared())
                        .param("now", Rows.column(clock.instant()))
                        .update();
        if (changed == 1 && !view.shared()) {
            jdbc.sql("DELETE FROM default_view WHERE view_id = :id AND account_id <> :owner")
                    .param("id", view.id().value())
                    .param("owner", view.ownerId().value())
                    .update();
        }
        return changed == 1;
    }

    public void remove(Id id) {
        jdbc.sql("DELETE FROM saved_view WHERE id = :id").param("id", id.value()).update();
    }

    /** The view that somebody begins with. */
    public Optional<SavedView> beginning(Id account) {
        return jdbc.sql(
                        """
                        SELECT v.* FROM saved_view v JOIN default_view d ON d.view_id = v.id
                        WHERE d.account_id = :account
                        """)
                .param("account", account.value())
                .query(ViewStore::read)
                .optional();
    }

    /** Lets somebody begin with a view. */
    public void begin(Id account, Id view) {
        beginWithEverything(account);
        jdbc.sql("INSERT INTO default_view (account_id, view_id) VALUES (:account, :view)")
                .param("account", account.value())
                .param("view", view.value())
                .update();
    }

    public void beginWithEverything(Id account) {
        jdbc.sql("DELETE FROM default_view WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    private static SavedView read(ResultSet row, int number) throws SQLException {
        return new SavedView(
                Rows.id(row, "id"),
                Rows.id(row, "account_id"),
                Rows.text(row, "name"),
                Rows.text(row, "filter"),
                row.getBoolean("shared"),
                Rows.instant(row, "updated_at"));
    }
}
