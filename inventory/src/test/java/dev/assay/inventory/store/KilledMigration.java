package dev.assay.inventory.store;

import org.h2.jdbcx.JdbcDataSource;

import java.nio.file.Path;
import java.sql.SQLException;

import javax.sql.DataSource;

/** A start that is killed while it brings its database up to date; run in a process of its own. */
final class KilledMigration {

    private KilledMigration() {}

    /**
     * @param arguments the data folder, and how many definitions (columns, that is) are there when
     *     it is killed; or 0
     */
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        var last = Integer.parseInt(arguments[1]);
        EmbeddedDatabase.mend(data);
        var database = source(EmbeddedDatabase.url(data));
        if (last > 0) {
            Thread.ofPlatform().daemon().start(() -> killAt(last, database));
        }
        Migrations.apply(database);
        System.out.println("done");
    }

    private static void killAt(int last, DataSource database) {
        try (var connection = database.getConnection();
                var count =
                        connection.prepareStatement(
                                "SELECT count(*) FROM information_schema.columns WHERE table_schema"
                                        + " = 'PUBLIC'")) {
            while (true) {
                try (var rows = count.executeQuery()) {
                    rows.next();
                    if (rows.getInt(1) >= last) {
                        // It writes a millisecond later what was committed.
                        Thread.sleep(2);
                        Runtime.getRuntime().halt(9);
                    }
                }
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JdbcDataSource source(String url) {
        var database = new JdbcDataSource();
        database.setUrl(url);
        database.setUser(EmbeddedDatabase.USER);
        return database;
    }
}
