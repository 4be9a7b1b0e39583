package dev.assay.inventory.migrations;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What makes lists of tens of thousands of servers quick: how many servers have each value is kept,
 * two columns that lists are filtered by have an index together, and PostgreSQL finds texts by
 * their trigrams, where its extension for that is at hand. H2 commits each definition by itself, so
 * each may be met a second time.
 */
public final class V15__server_search extends BaseJavaMigration {

    private static final Log LOG = LogFactory.getLog(V15__server_search.class);

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        run(
                connection,
                """
                CREATE TABLE IF NOT EXISTS server_facet_count (
                    facet       VARCHAR(20)  NOT NULL,
                    facet_value VARCHAR(300) NOT NULL,
                    times       INTEGER      NOT NULL,
                    PRIMARY KEY (facet, facet_value)
                )
                """);
        run(connection, "DELETE FROM server_facet_count");
        run(
                connection,
                """
                INSERT INTO server_facet_count (facet, facet_value, times)
                SELECT facet, facet_value, count(*) FROM server_facet GROUP BY facet, facet_value
                """);
        run(
                connection,
                """
                CREATE INDEX IF NOT EXISTS server_facet_count_by_times
                ON server_facet_count (facet, times DESC, facet_value)
                """);
        run(
                connection,
                "CREATE INDEX IF NOT EXISTS server_by_state_tier ON server (state_rank, tier_rank)");
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            trigrams(connection);
        }
    }

    /** Without the extension, or the right to switch it on, texts are found as before: slower. */
    private static void trigrams(Connection connection) throws SQLException {
        var before = connection.setSavepoint();
        try {
            run(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
            run(
                    connection,
                    "CREATE INDEX server_by_text ON server USING gin (searched gin_trgm_ops)");
        } catch (SQLException e) {
            connection.rollback(before);
            LOG.info(
                    "Searching for servers by a text will read all of them: PostgreSQL's extension"
                            + " pg_trgm is not to be had ("
                            + e.getMessage()
                            + ")");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
