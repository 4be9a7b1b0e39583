package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import javax.sql.DataSource;

/**
 * A start is killed again and again while it makes the embedded database, or brings one up to date
 * that holds something. Builds kill it three times, {@code ./test long kills} two hundred times.
 */
@Tag("kills")
class KilledMigrationTest {

    private static final int TIMES = "kills".equals(System.getProperty("assay.long")) ? 200 : 3;

    @TempDir private Path root;

    private int halfWay;

    @Test
    void theNextStartHasAllOfItAndEveryRowThatWasThere() throws Exception {
        var seed = Long.getLong("assay.kills.seed", System.nanoTime());
        System.out.println("killed migrations: seed " + seed);
        var random = new Random(seed);
        var whole = root.resolve("whole");
        Migrations.apply(open(whole));
        var wanted = columns(open(whole));
        var versions = versions(open(whole));

        for (var time = 1; time <= TIMES; time++) {
            var data = Files.createDirectories(root.resolve("killed-" + time));
            var rows =
                    time % 2 == 0
                            ? upTo(data, versions.get(random.nextInt(versions.size())))
                            : List.<String>of();
            var there = columns(open(data)).size();
            killed(data, there + 1 + random.nextInt(wanted.size() - there));

            EmbeddedDatabase.mend(data);
            var database = open(data);
            Migrations.apply(database);

            assertThat(columns(database)).isEqualTo(wanted);
            if (!rows.isEmpty()) {
                assertThat(logins(database)).isEqualTo(rows);
            }
            try (var left = Files.list(data.resolve("db"))) {
                assertThat(left).containsExactly(data.resolve("db/assay.mv.db"));
            }
        }
        System.out.println(
                "killed migrations: " + TIMES + ", of them before their end: " + halfWay);
        assertThat(halfWay).isPositive();
    }

    private void killed(Path data, int columns) throws Exception {
        var process = start(data, columns);
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            if (out.readLine() == null) {
                halfWay++;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path data, int columns) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledMigration.class.getName(),
                        data.toString(),
                        Integer.toString(columns))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Those that leave something to do. */
    private static List<String> versions(DataSource database) {
        var all =
                JdbcClient.create(database)
                        .sql(
                                "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS"
                                        + " NOT NULL ORDER BY \"installed_rank\"")
                        .query(String.class)
                        .list();
        return all.subList(0, all.size() - 5);
    }

    /** An installation of an earlier version, which holds people. */
    private static List<String> upTo(Path data, String version) {
        var database = open(data);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:dev/assay/inventory/migrations")
                .target(version)
                .load()
                .migrate();
        var jdbc = JdbcClient.create(database);
        for (var each = 0; each < 300; each++) {
            jdbc.sql(
                            "INSERT INTO account (id, login, display_name, password_hash,"
                                    + " created_at) VALUES (:id, :login, 'one', 'hash',"
                                    + " CURRENT_TIMESTAMP)")
                    .param("id", Id.random().value())
                    .param("login", "login-" + each)
                    .update();
        }
        return logins(database);
    }

    /** Of the people above: a later version adds an account for the service itself. */
    private static List<String> logins(DataSource database) {
        return JdbcClient.create(database)
                .sql("SELECT id || login FROM account WHERE login LIKE 'login-%' ORDER BY 1")
                .query(String.class)
                .list();
    }

    private static List<String> columns(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        """
                        SELECT table_name || '.' || column_name || ' ' || data_type
                        FROM information_schema.columns WHERE table_schema = 'PUBLIC' ORDER BY 1
                        """)
                .query(String.class)
                .list();
    }

    private static DataSource open(Path data) {
        return KilledMigration.source(EmbeddedDatabase.url(data));
    }
}
