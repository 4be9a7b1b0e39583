package dev.assay.inventory.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/**
 * What the service's own role may do on PostgreSQL where another role owns the tables: read and
 * write everything but the audit trail, to which it may only add. Who owns no table can neither
 * empty it nor switch its triggers off.
 */
public final class ServiceRole {

    /** To which the service only adds. The head of the chain moves on with each event. */
    private static final List<String> GROWING = List.of("audit_event", "audit_checkpoint");

    private static final String HEAD = "audit_head";

    private ServiceRole() {}

    /**
     * Gives a role its rights, and takes from it what it had beyond. After each migration.
     *
     * @param owner of the tables
     * @param role the service's
     */
    public static void grant(DataSource owner, String role) {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            var schema = quoted(connection.getSchema());
            var name = quoted(role);
            run(connection, "GRANT USAGE ON SCHEMA " + schema + " TO " + name);
            run(connection, "REVOKE CREATE ON SCHEMA " + schema + " FROM " + name);
            run(
                    connection,
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
                            + schema
                            + " TO "
                            + name);
            run(
                    connection,
                    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + name);
            for (var table : GROWING) {
                run(connection, "REVOKE ALL ON " + schema + "." + table + " FROM " + name);
                run(connection, "GRANT SELECT, INSERT ON " + schema + "." + table + " TO " + name);
            }
            run(connection, "REVOKE ALL ON " + schema + "." + HEAD + " FROM " + name);
            run(
                    connection,
                    "GRANT SELECT, UPDATE (hash, entries) ON "
                            + schema
                            + "."
                            + HEAD
                            + " TO "
                            + name);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the role '"
                            + role
                            + "' cannot be given its rights by the owner of the tables: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether a connection's role owns the audit trail, and so could switch its triggers off. */
    public static boolean ownsTheTrail(DataSource service) {
        try (var connection = service.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT pg_has_role(current_user, c.relowner, 'USAGE')
                                FROM pg_class c WHERE c.oid = 'audit_event'::regclass
                                """)) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("who owns the audit trail cannot be asked", e);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
