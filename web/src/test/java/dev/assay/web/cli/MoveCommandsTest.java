package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.backup.Databases;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.identity.Accounts;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.web.AssayApplication;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * {@code backup}, {@code restore} and {@code migrate} as they are typed, in the order of a move.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MoveCommandsTest {

    private static final byte[] BYTES = "bytes of a package".getBytes(StandardCharsets.UTF_8);

    private record Ended(int status, String output, String errors) {}

    @TempDir private static Path folder;

    private static Path data;
    private static EmbeddedPostgres server;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() throws Exception {
        data = folder.resolve("data");
        service = service();
        service.getBean(Accounts.class)
                .create("test", "build", "Build", Set.of(Role.CI), "correct horse battery");
        var kept = service.getBean(BlobStore.class).put(BYTES);
        var releases = service.getBean(ReleaseStore.class);
        releases.fetched(
                releases.add(Purl.npm("moved", "1.0.0")).id(),
                kept,
                Integrity.ofSha512(MessageDigest.getInstance("SHA-512").digest(BYTES)));
    }

    @AfterAll
    static void stop() throws IOException {
        if (service != null) {
            service.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void backupIsMadeByTheServiceThatRuns() throws Exception {
        var file = folder.resolve("running.zip");

        var ended = run("backup", "--data=" + data, "--output=" + file);

        assertThat(ended.status()).as(ended.errors()).isZero();
        assertThat(ended.output())
                .startsWith(file + ": ")
                .endsWith(", sha256 " + Sha256.of(Files.readAllBytes(file)).hex() + "\n")
                .matches("\\S+ \\d+ rows, 2 blobs, \\d+ bytes, sha256 \\p{XDigit}{64}\n");
        assertThat(ended.errors()).isEqualTo("asking the service that runs on " + data + "\n");
    }

    @Test
    @Order(2)
    void backupReplacesNothingAndSaysWhereNoAssayIs() throws Exception {
        var file = folder.resolve("running.zip");
        var before = Sha256.of(Files.readAllBytes(file));

        var again = run("backup", "--data=" + data, "--output=" + file);
        assertThat(again)
                .isEqualTo(
                        refused(
                                file
                                        + " is there already, and is not replaced; name another"
                                        + " one"));
        assertThat(Sha256.of(Files.readAllBytes(file))).isEqualTo(before);
        var nowhere = folder.resolve("nowhere");
        var none = run("backup", "--data=" + nowhere, "--output=" + folder.resolve("none.zip"));
        assertThat(none)
                .isEqualTo(
                        refused(
                                "there is no Assay in "
                                        + nowhere
                                        + "; name its data folder with --data, or set"
                                        + " spring.datasource.url"));
        assertThat(nowhere).doesNotExist();
        assertThat(run("backup", "--data=" + data).status()).isEqualTo(2);
    }

    @Test
    @Order(3)
    void migrateMovesNothingWhileTheServiceRuns() throws Exception {
        var ended = migrate(postgresql("running"));

        assertThat(ended)
                .isEqualTo(
                        refused(
                                "Assay is running on "
                                        + data
                                        + "; stop it first, so that nothing is decided while its"
                                        + " records move"));
        service.close();
    }

    @Test
    @Order(4)
    void migrateSaysWhatIsWrongWithATargetAndChangesNothingAnywhere() throws Exception {
        var before = Sha256.of(Files.readAllBytes(data.resolve("db/assay.mv.db")));
        assertThat(run("migrate", "--data=" + data).status()).isEqualTo(2);
        assertThat(migrate("jdbc:h2:mem:x"))
                .isEqualTo(
                        refused("the address of a PostgreSQL is jdbc:postgresql://HOST/DATABASE"));
        var away = migrate("jdbc:postgresql://127.0.0.1:9/assay");
        assertThat(away.status()).isEqualTo(3);
        assertThat(away.errors())
                .startsWith("assay: the database says: Connection to 127.0.0.1:9 refused.")
                .endsWith("nothing was kept there\n")
                .hasLineCount(1);
        var theirs = postgresql("theirs");
        JdbcClient.create(target(theirs)).sql("CREATE TABLE theirs (a INTEGER)").update();
        assertThat(migrate(theirs))
                .isEqualTo(
                        refused(
                                "the database to fill has tables that are not Assay's (theirs for"
                                        + " one); give it an empty one"));
        assertThat(run("migrate", "--data=" + folder.resolve("nowhere"), "--to=" + theirs).errors())
                .startsWith("assay: there is no embedded database in ")
                .hasLineCount(1);
        assertThat(Sha256.of(Files.readAllBytes(data.resolve("db/assay.mv.db")))).isEqualTo(before);
    }

    @Test
    @Order(5)
    void migrateBringsEveryRowAndWhatItMovedStarts() throws Exception {
        var url = postgresql("moved");
        var from = rows(Databases.embedded(data));

        var ended = migrate(url);

        assertThat(ended.status()).as(ended.errors()).isZero();
        var there = target(url);
        assertThat(rows(there)).isEqualTo(from).isNotEmpty();
        var head = JdbcClient.create(there).sql("SELECT max(sequence) FROM audit_event");
        assertThat(ended.output())
                .startsWith(
                        "moved " + from.values().stream().mapToLong(List::size).sum() + " rows of ")
                .contains(
                        "each compared; the audit trail is whole: "
                                + head.query(Long.class).single())
                .contains("Now set spring.datasource.url, keep " + data.resolve("attestation"))
                .hasLineCount(2);
        assertThat(ended.errors())
                .contains("audit_event: " + from.get("audit_event").size() + " rows, digest ");

        assertThat(migrate(url).errors())
                .startsWith("assay: the database to fill is not empty: it has ")
                .endsWith("; give it an empty one\n")
                .hasLineCount(1);
        assertThat(rows(there)).isEqualTo(from);
        try (var moved =
                service(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres")) {
            assertThat(moved.getBean(ReleaseStore.class).find(Purl.npm("moved", "1.0.0")))
                    .isPresent();
        }
    }

    @Test
    @Order(6)
    void restoreBringsBackWhatWasSavedAndNothingOfWhatIsNotWhole() throws Exception {
        var file = folder.resolve("stopped.zip");
        assertThat(run("backup", "--data=" + data, "--output=" + file).status()).isZero();
        var restored = folder.resolve("restored");

        var ended = run("restore", file.toString(), "--data=" + restored);

        assertThat(ended.status()).as(ended.errors()).isZero();
        assertThat(ended.output())
                .startsWith("restored what was saved at ")
                .contains(" rows, each table compared; the audit trail is whole: ")
                .hasLineCount(1);
        assertThat(run("token", "list", "--data=" + restored).status()).isZero();
        // That a backup was made is on record after it was made.
        assertThat(rows(Databases.embedded(restored)).get("release"))
                .isEqualTo(rows(Databases.embedded(data)).get("release"));
        assertThat(restored.resolve("attestation")).isDirectoryRecursivelyContaining("glob:**.key");

        assertThat(run("restore", file.toString(), "--data=" + restored))
                .isEqualTo(refused(restored + " is not empty; name another folder with --data"));
        var whole = Files.readAllBytes(file);
        var cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
        var other = folder.resolve("other");
        assertThat(run("restore", cut.toString(), "--data=" + other).errors())
                .startsWith("assay: " + cut + " is no whole backup (")
                .endsWith("; take another one\n")
                .hasLineCount(1);
        assertThat(run("restore", folder.resolve("no.zip").toString(), "--data=" + other))
                .isEqualTo(
                        refused(
                                "there is no "
                                        + folder.resolve("no.zip")
                                        + "; look for its right name"));
        assertThat(other).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(each -> each.toString().contains(".assay-restore"));
        }
    }

    private static Ended refused(String why) {
        return new Ended(3, "", "assay: " + why + "\n");
    }

    /** Every row of every table that has some, with its columns in one order on both databases. */
    private static Map<String, List<String>> rows(DataSource database) throws SQLException {
        var jdbc = JdbcClient.create(database);
        var all = new TreeMap<String, List<String>>();
        for (var table : tables(database)) {
            var rows = jdbc.sql("SELECT * FROM " + table).query(MoveCommandsTest::row).list();
            if (!rows.isEmpty()) {
                all.put(table, rows.stream().sorted().toList());
            }
        }
        return all;
    }

    private static List<String> tables(DataSource database) throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = database.getConnection();
                var found =
                        connection
                                .getMetaData()
                                .getTables(
                                        connection.getCatalog(),
                                        connection.getSchema(),
                                        "%",
                                        new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        tables.remove("flyway_schema_history");
        return tables;
    }

    private static String row(ResultSet row, int number) throws SQLException {
        var columns = new TreeMap<String, String>();
        var all = row.getMetaData();
        for (var each = 1; each <= all.getColumnCount(); each++) {
            columns.put(
                    all.getColumnLabel(each).toLowerCase(Locale.ROOT),
                    switch (row.getObject(each)) {
                        case OffsetDateTime time -> time.toInstant().toString();
                        case Timestamp time -> time.toInstant().toString();
                        case Clob clob -> row.getString(each);
                        case byte[] bytes -> HexFormat.of().formatHex(bytes);
                        case null -> "";
                        case Object other -> other.toString();
                    });
        }
        return columns.toString();
    }

    private static Ended migrate(String url) {
        System.setProperty("spring.datasource.username", "postgres");
        try {
            return run("migrate", "--data=" + data, "--to=" + url);
        } finally {
            System.clearProperty("spring.datasource.username");
        }
    }

    /** An empty database. */
    private static String postgresql(String name) throws Exception {
        try {
            if (server == null) {
                server = EmbeddedPostgres.start();
            }
        } catch (IOException | LinkageError e) {
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
        JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
    }

    private static DataSource target(String url) throws Exception {
        return Databases.postgresql(url, "postgres", null);
    }

    private static ConfigurableApplicationContext service(String... settings) {
        var all = new String[settings.length + 5];
        all[0] = "--server.port=0";
        all[1] = "--gate.port=0";
        all[2] = "--db-scheduler.enabled=false";
        all[3] = "--assay.upstream.npm.url=http://127.0.0.1:9/";
        all[4] = "--assay.data-directory=" + data;
        System.arraycopy(settings, 0, all, 5, settings.length);
        return new SpringApplication(AssayApplication.class).run(all);
    }

    private static Ended run(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var status =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(output))
                        .setErr(new PrintWriter(errors))
                        .execute(arguments);
        return new Ended(status, output.toString(), errors.toString());
    }
}
