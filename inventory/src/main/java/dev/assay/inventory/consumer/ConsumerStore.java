package dev.assay.inventory.consumer;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The consumers. Callers hold the transaction. */
public final class ConsumerStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public ConsumerStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds one.
     *
     * @throws org.springframework.dao.DuplicateKeyException where there is one of that name
     */
    public Consumer add(
            String name, String purpose, Id owner, Stage stage, String identity, Id actor) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO consumer (id, name, purpose, owner_id, stage, identity, added_by, added_at)
                        VALUES (:id, :name, :purpose, :owner, :stage, :identity, :actor, :now)
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("purpose", purpose)
                .param("owner", owner.value())
                .param("stage", stage.name())
                .param("identity", identity)
                .param("actor", actor.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    public Optional<Consumer> find(Id id) {
        return jdbc.sql("SELECT * FROM consumer WHERE id = :id")
                .param("id", id.value())
                .query(ConsumerStore::read)
                .optional();
    }

    /** One, held against everybody else until the transaction ends. */
    public Optional<Consumer> lock(Id id) {
        return jdbc.sql("SELECT * FROM consumer WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query(ConsumerStore::read)
                .optional();
    }

    /** All of them by name, those that are retired last. */
    public List<Consumer> all() {
        return jdbc.sql(
                        """
                        SELECT * FROM consumer
                        ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, name
                        """)
                .query(ConsumerStore::read)
                .list();
    }

    /** Somebody else answers for it from now on. */
    public void handOver(Id id, Id owner) {
        jdbc.sql("UPDATE consumer SET owner_id = :owner WHERE id = :id")
                .param("id", id.value())
                .param("owner", owner.value())
                .update();
        Touches.consumer(jdbc, id);
    }

    /** It is of another kind from now on; empty for none. */
    public void setProfile(Id id, String profile) {
        jdbc.sql("UPDATE consumer SET profile = :profile WHERE id = :id")
                .param("id", id.value())
                .param("profile", profile)
                .update();
        Touches.consumer(jdbc, id);
    }

    /** It is in use no more. */
    public void retire(Id id) {
        jdbc.sql("UPDATE consumer SET retired_at = :now WHERE id = :id AND retired_at IS NULL")
                .param("id", id.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.consumer(jdbc, id);
    }

    private static Consumer read(ResultSet row, int number) throws SQLException {
        return new Consumer(
                Rows.id(row, "id"),
                Rows.text(row, "name"),
                Rows.text(row, "purpose"),
                Rows.id(row, "owner_id"),
                Stage.valueOf(Rows.text(row, "stage")),
                Rows.text(row, "identity"),
                Rows.text(row, "profile"),
                Rows.id(row, "added_by"),
                Rows.instant(row, "added_at"),
                Rows.instantOrNull(row, "retired_at"));
    }
}
