package dev.assay.inventory.backup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * All of a database as it was at one moment, while others go on writing: one transaction that sees
 * nothing committed after its first statement. Rows come as a stream.
 */
final class Snapshot implements AutoCloseable {

    private static final int AT_A_TIME = 500;

    /** Is handed each row. */
    @FunctionalInterface
    interface Taking {
        void take(Row row) throws IOException, SQLException;
    }

    private final Connection connection;
    private final boolean h2;
    private final List<Table> tables;
    private final Set<String> versions;

    private Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        this.h2 = Schema.isH2(connection);
        this.tables = Schema.tables(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            if (h2) {
                statement.execute(
                        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
                statement.execute("SET LAZY_QUERY_EXECUTION 1");
                connection.commit();
            } else {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
        }
        // The first statement fixes the moment, for every table.
        this.versions = Schema.versions(connection);
        if (!tables.isEmpty()) {
            Schema.count(connection, tables.getFirst());
        }
    }

    static Snapshot of(DataSource database) throws SQLException {
        var connection = database.getConnection();
        try {
            return new Snapshot(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    List<Table> tables() {
        return tables;
    }

    Set<String> versions() {
        return versions;
    }

    long count(Table table) throws SQLException {
        return Schema.count(connection, table);
    }

    /** Not of the moment, since no database counts within a transaction; never too low. */
    @Nullable Long next(Table table) throws SQLException {
        return Schema.next(connection, table);
    }

    void each(Table table, Taking taking) throws SQLException, IOException {
        try (var statement =
                connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(AT_A_TIME);
            try (var rows =
                    statement.executeQuery(
                            "SELECT " + table.columnNames() + " FROM " + table.name())) {
                while (rows.next()) {
                    taking.take(Row.read(rows, table));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            connection.rollback();
            if (h2) {
                // A pool hands the connection to others.
                statement.execute("SET LAZY_QUERY_EXECUTION 0");
                statement.execute(
                        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ"
                                + " COMMITTED");
                connection.commit();
            }
            connection.setAutoCommit(true);
        }
    }
}
