package dev.assay.inventory.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Brings a database to the shape this version expects; the same scripts on H2 and PostgreSQL. */
public final class Migrations {

    private Migrations() {}

    /**
     * Migrates. An embedded database is kept as it was until that is done: {@link
     * EmbeddedDatabase#mend} puts it back where a process was killed meanwhile.
     *
     * @throws MisconfiguredException when a later version was here, whose tables this one does not
     *     know, when the database is not ours, or when it is too old a PostgreSQL
     */
    public static void apply(DataSource database) {
        var flyway =
                Flyway.configure()
                        .dataSource(database)
                        .locations("classpath:dev/assay/inventory/migrations")
                        // Branches number their migrations before they meet, and do not meet in
                        // order.
                        .outOfOrder(true)
                        .load();
        var all = flyway.info();
        checkVersion(database);
        var later =
                Arrays.stream(all.all())
                        .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
                        .map(each -> String.valueOf(each.getVersion()))
                        .collect(Collectors.joining(", "));
        if (!later.isEmpty()) {
            throw new MisconfiguredException(
                    "the database was brought up to date by a later Assay (migration "
                            + later
                            + "), whose tables this one does not know; start that version or a"
                            + " later one, or restore a backup of this one");
        }
        if (all.pending().length > 0) {
            migrate(flyway, database);
        }
    }

    private static void checkVersion(DataSource database) {
        try (var connection = database.getConnection()) {
            var server = connection.getMetaData();
            if (server.getDatabaseProductName().equals("PostgreSQL")) {
                PostgreSql.require(
                        server.getDatabaseMajorVersion(), server.getDatabaseProductVersion());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say its version", e);
        }
    }

    private static void migrate(Flyway flyway, DataSource database) {
        try {
            var half = HalfMigrated.of(database).orElse(null);
            if (half != null) {
                half.keep(database);
            }
            flyway.migrate();
            if (half != null) {
                half.done(database);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the database cannot be kept as it is, before it is brought up to date", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be brought up to date", e);
        }
    }
}
