package dev.assay.inventory.migrations;

import dev.assay.inventory.store.News;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Has PostgreSQL tell every node, with the commit, that what they hold in memory has changed. H2
 * has one node, which knows.
 */
public final class V45__news extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
            return;
        }
        run(
                connection,
                """
                CREATE FUNCTION assay_tell() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify(TG_ARGV[0], '');
                    RETURN NULL;
                END $$
                """);
        tell(connection, "release", "INSERT OR UPDATE OR DELETE", News.Of.RELEASES);
        // When a token was last used is written often, and nothing to tell.
        tell(
                connection,
                "api_token",
                "INSERT OR UPDATE OF revoked_at, expires_at OR DELETE",
                News.Of.TOKENS);
        tell(connection, "account", "UPDATE OF disabled_at", News.Of.TOKENS);
        tell(connection, "account_role", "INSERT OR UPDATE OR DELETE", News.Of.TOKENS);
    }

    private static void tell(Connection connection, String table, String when, News.Of what)
            throws SQLException {
        run(
                connection,
                "CREATE TRIGGER %s_told AFTER %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION assay_tell('%s')"
                        .formatted(table, when, table, what.channel()));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
