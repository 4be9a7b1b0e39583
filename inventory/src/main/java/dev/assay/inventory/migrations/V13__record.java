package dev.assay.inventory.migrations;

import dev.assay.inventory.record.Kept;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The record of each server, as it is and as it was, and what people stated of it. Neither is ever
 * changed: each database refuses it in its own words. H2 commits each definition by itself, so each
 * may be met a second time.
 */
public final class V13__record extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS stated_value (
                    sequence  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    server_id VARCHAR(32)  NOT NULL REFERENCES server (id),
                    subject   VARCHAR(20)  NOT NULL,
                    entry_key VARCHAR(500) NOT NULL,
                    field     VARCHAR(60)  NOT NULL,
                    words     TEXT,
                    stated_by VARCHAR(32)  NOT NULL REFERENCES account (id),
                    stated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                    reason    VARCHAR(4000) NOT NULL
                )
                """);
        index(connection, "stated_value_by_server", "stated_value (server_id, sequence)");
        index(connection, "stated_value_by_entry", "stated_value (subject, entry_key, sequence)");
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS server_record (
                    server_id VARCHAR(32) NOT NULL REFERENCES server (id),
                    made_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                    digest    VARCHAR(64) NOT NULL,
                    document  BYTEA       NOT NULL,
                    PRIMARY KEY (server_id, made_at)
                )
                """);
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS server_record_head (
                    server_id VARCHAR(32) PRIMARY KEY,
                    made_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                    digest    VARCHAR(64) NOT NULL,
                    maker     INTEGER     NOT NULL,
                    FOREIGN KEY (server_id, made_at) REFERENCES server_record (server_id, made_at)
                )
                """);
        var h2 = "H2".equals(connection.getMetaData().getDatabaseProductName());
        if (!h2) {
            run(
                    connection,
                    """
                    CREATE OR REPLACE FUNCTION record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        RAISE EXCEPTION '%s';
                    END
                    $$
                    """
                            .formatted(Kept.REFUSAL));
        }
        for (var table : List.of("stated_value", "server_record")) {
            if (h2) {
                guardH2(connection, table);
            } else {
                guardPostgresql(connection, table);
            }
        }
    }

    private static void guardH2(Connection connection, String table) throws SQLException {
        run(
                connection,
                "CREATE TRIGGER IF NOT EXISTS "
                        + table
                        + "_stays BEFORE UPDATE, DELETE ON "
                        + table
                        + " FOR EACH ROW CALL '"
                        + Kept.class.getName()
                        + "'");
        if (table.equals("stated_value")) {
            // H2 truncates no table that another refers to; its triggers would not hear of it.
            run(
                    connection,
                    """
                    CREATE TABLE IF NOT EXISTS stated_value_kept (
                        sequence BIGINT REFERENCES stated_value (sequence)
                    )
                    """);
        }
    }

    private static void guardPostgresql(Connection connection, String table) throws SQLException {
        run(
                connection,
                "CREATE TRIGGER "
                        + table
                        + "_stays BEFORE UPDATE OR DELETE ON "
                        + table
                        + " FOR EACH ROW EXECUTE FUNCTION record_stays()");
        run(
                connection,
                "CREATE TRIGGER "
                        + table
                        + "_is_kept BEFORE TRUNCATE ON "
                        + table
                        + " FOR EACH STATEMENT EXECUTE FUNCTION record_stays()");
    }

    private static void index(Connection connection, String name, String on) throws SQLException {
        run(connection, "CREATE INDEX IF NOT EXISTS " + name + " ON " + on);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
