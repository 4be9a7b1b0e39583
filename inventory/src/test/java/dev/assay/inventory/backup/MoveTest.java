package dev.assay.inventory.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.Migrations;
import dev.assay.scanners.coordinates.Sha256;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/** From an H2 file into a PostgreSQL that is real. */
class MoveTest {

    private static final int EVENTS = 3000;

    @TempDir Path folder;
    private final List<String> said = new ArrayList<>();

    /** An H2 file with rows of every kind, and holes in what the database counted. */
    private DataSource source(int events) {
        var database = h2(folder.resolve("source"));
        Migrations.apply(database);
        Rig.fill(database, events);
        return database;
    }

    static JdbcDataSource h2(Path data) {
        var database = new JdbcDataSource();
        database.setUrl(EmbeddedDatabase.url(data));
        database.setUser(EmbeddedDatabase.USER);
        return database;
    }

    @Test
    void arrivesAsItWasWithItsChainItsGuardsAndItsCounters() throws Exception {
        var from = source(EVENTS);
        var to = Rig.emptyPostgresql();

        var moved = new Move(said::add).records(from, to);

        var there = JdbcClient.create(to);
        assertThat(moved.events()).isEqualTo(EVENTS);
        assertThat(new AuditChain(there).verify())
                .isEqualTo(new AuditChain(JdbcClient.create(from)).verify())
                .isInstanceOf(AuditChain.State.Whole.class);
        assertThat(Rig.digests(to)).isEqualTo(Rig.digests(from)).isNotEmpty();
        assertThatThrownBy(() -> there.sql("DELETE FROM audit_event").update())
                .hasMessageContaining("audit");
        // Goes on counting after what it counted before, holes included.
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(to));
        new AuditTrail(there, transactions, Database.ticking()).append("a", "b", "c", "d");
        assertThat(new AuditChain(there).verify())
                .isInstanceOfSatisfying(
                        AuditChain.State.Whole.class,
                        whole -> assertThat(whole.entries()).isEqualTo(EVENTS + 1));
        assertThat(there.sql("SELECT max(sequence) FROM audit_event").query(Long.class).single())
                .isGreaterThanOrEqualTo(Rig.next(from, "audit_event"));
        assertThat(there.sql(Rig.FOREIGN_KEYS).query(Integer.class).single())
                .isEqualTo(
                        JdbcClient.create(Rig.migratedPostgresql())
                                .sql(Rig.FOREIGN_KEYS)
                                .query(Integer.class)
                                .single())
                .isPositive();
        assertThat(said).anyMatch(line -> line.startsWith("audit_event: 3000 rows, digest "));
    }

    @Test
    void refusesADatabaseThatHoldsSomethingAndChangesNothingThere() throws Exception {
        var from = source(10);
        var to = Rig.emptyPostgresql();
        Migrations.apply(to);
        Rig.fill(to, 5);
        var before = Rig.digests(to);

        assertThatThrownBy(() -> new Move(said::add).records(from, to))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("give it an empty one");
        assertThat(Rig.digests(to)).isEqualTo(before);
    }

    @Test
    void refusesADatabaseOfSomebodyElse() throws Exception {
        var from = source(1);
        var to = Rig.emptyPostgresql();
        JdbcClient.create(to).sql("CREATE TABLE theirs (a INTEGER)").update();

        assertThatThrownBy(() -> new Move(said::add).records(from, to))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("theirs");
    }

    @Test
    void refusesWhatAnEarlierVersionLeft() throws Exception {
        var from = source(1);
        JdbcClient.create(from)
                .sql("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '35'")
                .update();

        assertThatThrownBy(() -> new Move(said::add).records(from, Rig.emptyPostgresql()))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("without migration 35")
                .hasMessageContaining("start this version once");
    }

    @Test
    void keepsNothingOfAChainThatIsBroken() throws Exception {
        var from = source(50);
        var jdbc = JdbcClient.create(from);
        jdbc.sql("DROP TRIGGER audit_event_stays").update();
        jdbc.sql("UPDATE audit_event SET actor = 'another' WHERE sequence = 20").update();
        var to = Rig.emptyPostgresql();

        assertThatThrownBy(() -> new Move(said::add).records(from, to))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("broken at event 20");
        assertThat(
                        JdbcClient.create(to)
                                .sql("SELECT count(*) FROM audit_event")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void canBeKilledHalfWayAndDoneAgain() throws Exception {
        var from = source(45_000);
        var to = Rig.emptyPostgresql();
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Rig.class.getName(),
                                folder.resolve("source").toString(),
                                to.getUrl())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            var line = lines.readLine();
            while (line != null && !line.startsWith("audit_event: 20000 rows")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(137);

        assertThat(
                        JdbcClient.create(to)
                                .sql("SELECT count(*) FROM audit_event")
                                .query(Long.class)
                                .single())
                .isZero();
        new Move(said::add).records(from, to);
        assertThat(Rig.digests(to)).isEqualTo(Rig.digests(from));
    }

    @Test
    void bringsTheBlobsAndGoesOnWhereItWas() throws Exception {
        var from = new FileBlobStore(folder.resolve("from"));
        var to = new FileBlobStore(folder.resolve("to"));
        var digests = new ArrayList<Sha256>();
        for (var i = 0; i < 30; i++) {
            digests.add(from.put(("blob " + i).getBytes(StandardCharsets.UTF_8)));
        }
        to.put("blob 7".getBytes(StandardCharsets.UTF_8));

        assertThat(new Move(said::add).blobs(from, to)).isEqualTo(30);

        for (var digest : digests) {
            assertThat(to.read(digest)).contains(from.read(digest).orElseThrow());
        }
        assertThat(said).contains("blobs: 30, 29 copied");
        Files.writeString(from.file(digests.get(3)).orElseThrow(), "other bytes");
        to.discard(digests.get(3));
        assertThatThrownBy(() -> new Move(said::add).blobs(from, to))
                .hasMessageContaining("was altered");
        assertThat(to.has(digests.get(3))).isFalse();
    }

    @Test
    void copiesEveryTableThatThereIsOnBothDatabases() throws Exception {
        Assumptions.assumeTrue(Database.POSTGRESQL.source() != null);
        for (var database : Database.values()) {
            try (var connection = database.source().getConnection()) {
                assertThat(Schema.tables(connection)).hasSizeGreaterThan(60);
            }
        }
    }
}
