package dev.assay.inventory.backup;

import dev.assay.inventory.store.Migrations;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * Fills an empty database, which is brought to this version first. On PostgreSQL all of it is one
 * transaction: what fails or is killed leaves no row. H2 commits each definition by itself, so
 * whoever loads one throws its file away when this fails.
 */
final class Loading implements AutoCloseable {

    /** What migrations themselves put in. */
    private static final Set<String> SEEDED = Set.of("account", "audit_head");

    private static final int AT_A_TIME = 500;

    private record Reference(String table, String name, String definition) {}

    private final Connection connection;
    private final boolean h2;
    private final Map<String, Table> tables;
    private final List<Reference> references = new ArrayList<>();

    private Loading(Connection connection) throws SQLException {
        this.connection = connection;
        this.h2 = Schema.isH2(connection);
        this.tables =
                Schema.tables(connection).stream()
                        .collect(Collectors.toMap(Table::name, Function.identity()));
    }

    /**
     * @throws UnfitException when it holds something already
     */
    static Loading into(DataSource database) throws SQLException, UnfitException {
        try (var connection = database.getConnection()) {
            var before = Schema.tables(connection);
            if (!before.isEmpty() && Schema.versions(connection).isEmpty()) {
                throw new UnfitException(
                        "the database to fill has tables that are not Assay's ("
                                + before.getFirst().name()
                                + " for one); give it an empty one");
            }
        }
        Migrations.apply(database);
        var connection = database.getConnection();
        try {
            var loading = new Loading(connection);
            loading.begin();
            return loading;
        } catch (SQLException | UnfitException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void begin() throws SQLException, UnfitException {
        connection.setAutoCommit(false);
        if (!h2) {
            // One of two that fill the same waits here, and finds it filled.
            run("SELECT pg_advisory_xact_lock(4719273)");
        }
        for (var table : tables.values()) {
            var rows = Schema.count(connection, table);
            if (rows > (SEEDED.contains(table.name()) ? 1 : 0)) {
                throw new UnfitException(
                        "the database to fill is not empty: it has "
                                + rows
                                + " rows in "
                                + table.name()
                                + "; give it an empty one");
            }
        }
        for (var each : SEEDED) {
            run("DELETE FROM " + each);
        }
        if (h2) {
            run("SET REFERENTIAL_INTEGRITY FALSE");
        } else {
            dropReferences();
        }
    }

    /** Rows refer to each other, within a table too: they are checked when all are there. */
    private void dropReferences() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT conrelid::regclass::text, quote_ident(conname),
                                    pg_get_constraintdef(oid)
                                FROM pg_constraint
                                WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
                                """)) {
            while (rows.next()) {
                references.add(
                        new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        for (var each : references) {
            run("ALTER TABLE " + each.table() + " DROP CONSTRAINT " + each.name());
        }
    }

    Set<String> versions() throws SQLException {
        return Schema.versions(connection);
    }

    /** The table here that is to take the rows of one elsewhere. */
    Table like(Table source) throws UnfitException {
        var here = tables.get(source.name());
        if (here == null || !here.columns().equals(source.columns())) {
            throw new UnfitException(
                    "the table "
                            + source.name()
                            + (here == null ? " is not known here" : " has other columns here")
                            + "; use the same version of Assay for both");
        }
        return here;
    }

    boolean has(Table source) {
        return tables.containsKey(source.name());
    }

    /** Where rows of one table go. */
    final class Filling implements AutoCloseable {

        private final Table table;
        private final PreparedStatement insert;
        private int waiting;

        private Filling(Table table) throws SQLException {
            this.table = table;
            this.insert =
                    connection.prepareStatement(
                            "INSERT INTO "
                                    + table.name()
                                    + " ("
                                    + table.columnNames()
                                    + ")"
                                    + (table.identity() == null ? "" : " OVERRIDING SYSTEM VALUE")
                                    + " VALUES ("
                                    + table.columns().stream()
                                            .map(each -> "?")
                                            .collect(Collectors.joining(", "))
                                    + ")");
        }

        void add(Row row) throws SQLException {
            row.write(insert, table);
            insert.addBatch();
            if (++waiting == AT_A_TIME) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        void finish(@Nullable Long next) throws SQLException {
            if (waiting > 0) {
                insert.executeBatch();
            }
            if (next != null && table.identity() != null) {
                run(
                        "ALTER TABLE "
                                + table.name()
                                + " ALTER COLUMN "
                                + table.identity()
                                + " RESTART WITH "
                                + next);
            }
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }

    Filling fill(Table source) throws SQLException, UnfitException {
        return new Filling(like(source));
    }

    /** What stands in a table now. */
    Tally tally(Table table) throws SQLException {
        var tally = new Tally();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_A_TIME);
            try (var rows =
                    statement.executeQuery(
                            "SELECT " + table.columnNames() + " FROM " + table.name())) {
                while (rows.next()) {
                    tally.add(Row.read(rows, table).line());
                }
            }
        }
        return tally;
    }

    /** Checks what refers to what. Nothing is committed yet. */
    void checkReferences() throws SQLException {
        if (h2) {
            for (var table : tables.values()) {
                run("ALTER TABLE " + table.name() + " SET REFERENTIAL_INTEGRITY TRUE CHECK");
            }
            run("SET REFERENTIAL_INTEGRITY TRUE");
        }
        for (var each : references) {
            run(
                    "ALTER TABLE "
                            + each.table()
                            + " ADD CONSTRAINT "
                            + each.name()
                            + " "
                            + each.definition());
        }
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException, IOException {
        connection.commit();
        if (!h2) {
            connection.setAutoCommit(true);
            // Plans of the first hours would be made for tables of no rows.
            run("ANALYZE");
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }
}
