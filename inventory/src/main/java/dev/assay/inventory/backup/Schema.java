package dev.assay.inventory.backup;

import dev.assay.inventory.backup.Table.Column;
import dev.assay.inventory.backup.Table.Kind;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What tables a database has, and at which version they are. */
final class Schema {

    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    /** All tables of ours, by name. */
    static List<Table> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        var data = connection.getMetaData();
        try (var rows =
                data.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        var tables = new ArrayList<Table>();
        for (var name : names) {
            if (!name.equals(HISTORY)) {
                tables.add(table(connection, name));
            }
        }
        tables.sort((one, other) -> one.name().compareTo(other.name()));
        return tables;
    }

    private static Table table(Connection connection, String name) throws SQLException {
        var columns = new ArrayList<Column>();
        String identity = null;
        try (var rows =
                connection
                        .getMetaData()
                        .getColumns(
                                connection.getCatalog(),
                                connection.getSchema(),
                                name.replace("_", "\\_"),
                                "%")) {
            while (rows.next()) {
                var column = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                columns.add(
                        new Column(
                                column,
                                kind(
                                        rows.getInt("DATA_TYPE"),
                                        rows.getString("TYPE_NAME"),
                                        name + "." + column)));
                if (rows.getString("IS_AUTOINCREMENT").equals("YES")) {
                    identity = column;
                }
            }
        }
        columns.sort((one, other) -> one.name().compareTo(other.name()));
        return new Table(name.toLowerCase(Locale.ROOT), List.copyOf(columns), identity);
    }

    private static Kind kind(int type, String typeName, String column) {
        return switch (type) {
            case Types.VARCHAR, Types.CHAR, Types.CLOB, Types.LONGVARCHAR -> Kind.TEXT;
            case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> Kind.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Kind.TRUTH;
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> Kind.TIME;
            case Types.DATE -> Kind.DAY;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
            default ->
                    throw new IllegalStateException(
                            "nobody wrote down how to copy " + column + " of type " + typeName);
        };
    }

    /** The migrations that were applied; empty where there were none. */
    static Set<String> versions(Connection connection) throws SQLException {
        var versions = new HashSet<String>();
        try (var tables =
                connection
                        .getMetaData()
                        .getTables(
                                connection.getCatalog(),
                                connection.getSchema(),
                                HISTORY.replace("_", "\\_"),
                                null)) {
            if (!tables.next()) {
                return versions;
            }
        }
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT \"version\" FROM \"flyway_schema_history\" WHERE"
                                        + " \"success\" AND \"version\" IS NOT NULL")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }

    static long count(Connection connection, Table table) throws SQLException {
        return number(connection, "SELECT count(*) FROM " + table.name());
    }

    /** The next value that the database would give, or null where it gives none. */
    static @Nullable Long next(Connection connection, Table table) throws SQLException {
        var column = table.identity();
        if (column == null) {
            return null;
        }
        if (isH2(connection)) {
            try (var statement =
                    connection.prepareStatement(
                            "SELECT identity_base FROM information_schema.columns WHERE"
                                    + " lower(table_name) = ? AND lower(column_name) = ?")) {
                statement.setString(1, table.name());
                statement.setString(2, column);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : null;
                }
            }
        }
        String sequence;
        try (var statement = connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
            statement.setString(1, table.name());
            statement.setString(2, column);
            try (var rows = statement.executeQuery()) {
                rows.next();
                sequence = rows.getString(1);
            }
        }
        return number(
                connection,
                "SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM " + sequence);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
