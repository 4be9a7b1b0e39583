package dev.assay.inventory.migrations;

import dev.assay.inventory.audit.AppendOnly;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Signed checkpoints of the audit trail, which nobody changes or removes either. H2 commits each
 * definition by itself, so each may be met a second time.
 */
public final class V41__audit_checkpoint extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS audit_checkpoint (
                    tree_size BIGINT       PRIMARY KEY,
                    sequence  BIGINT       NOT NULL,
                    head      VARCHAR(64)  NOT NULL,
                    origin    VARCHAR(300) NOT NULL,
                    root      VARCHAR(64)  NOT NULL,
                    peaks     TEXT         NOT NULL,
                    note      TEXT         NOT NULL,
                    made_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL
                )
                """);
        if ("H2".equals(connection.getMetaData().getDatabaseProductName())) {
            run(
                    connection,
                    "CREATE TRIGGER IF NOT EXISTS audit_checkpoint_stays BEFORE UPDATE, DELETE ON"
                            + " audit_checkpoint FOR EACH ROW CALL '"
                            + AppendOnly.class.getName()
                            + "'");
            // H2 truncates no table that another refers to.
            run(
                    connection,
                    """
                    CREATE TABLE IF NOT EXISTS audit_checkpoint_kept (
                        tree_size BIGINT REFERENCES audit_checkpoint (tree_size)
                    )
                    """);
        } else {
            run(
                    connection,
                    "CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE OR DELETE ON"
                            + " audit_checkpoint FOR EACH ROW EXECUTE FUNCTION"
                            + " audit_event_stays()");
            run(
                    connection,
                    "CREATE TRIGGER audit_checkpoint_is_kept BEFORE TRUNCATE ON audit_checkpoint"
                            + " FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays()");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
