package dev.assay.inventory.migrations;

import dev.assay.inventory.audit.AppendOnly;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditHash;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;

/**
 * Links the audit events that there are, and has the database refuse to change or remove any. A
 * trigger is written differently for each database, and a hash is computed by neither in the same
 * way. H2 commits each definition by itself, so each may be met a second time.
 */
public final class V9__audit extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        run(connection, "ALTER TABLE audit_event ADD COLUMN IF NOT EXISTS server VARCHAR(1000)");
        run(connection, "ALTER TABLE audit_event ADD COLUMN IF NOT EXISTS previous VARCHAR(64)");
        run(connection, "ALTER TABLE audit_event ADD COLUMN IF NOT EXISTS hash VARCHAR(64)");
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS audit_head (
                    number  INTEGER     PRIMARY KEY,
                    hash    VARCHAR(64) NOT NULL,
                    entries BIGINT      NOT NULL,
                    CONSTRAINT one_head CHECK (number = 1)
                )
                """);
        link(connection);
        run(connection, "ALTER TABLE audit_event ALTER COLUMN server SET NOT NULL");
        run(connection, "ALTER TABLE audit_event ALTER COLUMN previous SET NOT NULL");
        run(connection, "ALTER TABLE audit_event ALTER COLUMN hash SET NOT NULL");
        index(connection, "UNIQUE INDEX", "audit_event_one_follows", "previous");
        index(connection, "INDEX", "audit_event_by_server", "server, sequence");
        index(connection, "INDEX", "audit_event_by_actor", "actor, sequence");
        index(connection, "INDEX", "audit_event_by_action", "action, sequence");
        index(connection, "INDEX", "audit_event_by_time", "at");
        if ("H2".equals(connection.getMetaData().getDatabaseProductName())) {
            guardH2(connection);
        } else {
            guardPostgresql(connection);
        }
    }

    private static void link(Connection connection) throws SQLException {
        var previous = AuditEvent.BEFORE_ALL;
        var entries = 0L;
        try (var all = connection.createStatement();
                var rows = all.executeQuery("SELECT * FROM audit_event ORDER BY sequence");
                var update =
                        connection.prepareStatement(
                                "UPDATE audit_event SET server = ?, previous = ?, hash = ?"
                                        + " WHERE sequence = ?")) {
            while (rows.next()) {
                var subject = Rows.text(rows, "subject");
                var hash =
                        AuditHash.of(
                                previous,
                                Rows.instant(rows, "at").truncatedTo(ChronoUnit.MICROS),
                                Rows.text(rows, "actor"),
                                Rows.text(rows, "action"),
                                subject,
                                Rows.text(rows, "detail"));
                update.setString(1, server(subject));
                update.setString(2, previous);
                update.setString(3, hash);
                update.setLong(4, rows.getLong("sequence"));
                update.executeUpdate();
                previous = hash;
                entries++;
            }
        }
        run(connection, "DELETE FROM audit_head");
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO audit_head (number, hash, entries) VALUES (1, ?, ?)")) {
            insert.setString(1, previous);
            insert.setLong(2, entries);
            insert.executeUpdate();
        }
    }

    private static String server(String subject) {
        try {
            return subject.startsWith("pkg:")
                    ? Purl.parse(subject).withVersion(null).toString()
                    : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** H2 truncates no table that another refers to; its triggers would not hear of it. */
    private static void guardH2(Connection connection) throws SQLException {
        run(
                connection,
                "CREATE TRIGGER IF NOT EXISTS audit_event_stays BEFORE UPDATE, DELETE ON audit_event"
                        + " FOR EACH ROW CALL '"
                        + AppendOnly.class.getName()
                        + "'");
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS audit_event_kept (
                    sequence BIGINT REFERENCES audit_event (sequence)
                )
                """);
    }

    private static void guardPostgresql(Connection connection) throws SQLException {
        run(
                connection,
                """
                CREATE OR REPLACE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '%s';
                END
                $$
                """
                        .formatted(AppendOnly.REFUSAL));
        run(
                connection,
                "CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_event"
                        + " FOR EACH ROW EXECUTE FUNCTION audit_event_stays()");
        run(
                connection,
                "CREATE TRIGGER audit_event_is_kept BEFORE TRUNCATE ON audit_event"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays()");
    }

    private static void index(Connection connection, String kind, String name, String columns)
            throws SQLException {
        run(
                connection,
                "CREATE " + kind + " IF NOT EXISTS " + name + " ON audit_event (" + columns + ")");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
