package dev.assay.inventory.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.Migrations;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

class BackupTest {

    @TempDir Path folder;
    private final List<String> said = new ArrayList<>();
    private Path data;
    private FileBlobStore blobs;

    @BeforeEach
    void makeFolder() throws Exception {
        data = Files.createDirectories(folder.resolve("data"));
        blobs = new FileBlobStore(data.resolve("blobs"));
        Files.createDirectories(data.resolve("attestation"));
        Files.writeString(data.resolve("attestation").resolve("registry.key"), "a key");
    }

    private DataSource database(String kind) throws Exception {
        if (kind.equals("postgresql")) {
            return Rig.migratedPostgresql();
        }
        var database = MoveTest.h2(data);
        database.setUrl(database.getUrl() + ";DB_CLOSE_DELAY=-1");
        Migrations.apply(database);
        return database;
    }

    private Backup backup(DataSource database) {
        return new Backup(database, blobs, data, Clock.systemUTC(), said::add);
    }

    /** Each deed is a blob, and then an event that names it, as approvals are. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void isOfOneMomentWhileDeedsGoOnAndComesBackWithItsChain(String kind) throws Exception {
        var database = database(kind);
        Rig.fill(database, 200);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        var trail = new AuditTrail(JdbcClient.create(database), transactions, Clock.systemUTC());
        var stop = new AtomicBoolean();
        var deeds = new AtomicLong();
        var going =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!stop.get()) {
                                        try {
                                            var digest =
                                                    blobs.put(
                                                            ("deed " + deeds.get())
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8));
                                            trail.append("a", "approved", digest.hex(), "");
                                            deeds.incrementAndGet();
                                        } catch (java.io.IOException e) {
                                            throw new AssertionError(e);
                                        }
                                    }
                                });
        var files = new ArrayList<Path>();
        for (var i = 0; i < 3; i++) {
            var before = deeds.get();
            while (deeds.get() < before + 20) {
                Thread.sleep(5);
            }
            var saved = backup(database).to(folder.resolve("backup" + i + ".zip"));
            files.add(saved.file());
            assertThat(saved.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(saved.file())));
        }
        stop.set(true);
        going.join();

        for (var file : files) {
            var restored = folder.resolve("restored-" + file.getFileName());
            var there = MoveTest.h2(restored);
            var bytes = new FileBlobStore(restored.resolve("blobs"));
            Move.Moved moved;
            try (var restore = new Restore(file, said::add)) {
                restore.blobs(bytes, restored.resolve("unfinished"));
                restore.files(restored);
                moved = restore.records(there);
            }
            var jdbc = JdbcClient.create(there);
            assertThat(new AuditChain(jdbc).verify())
                    .isEqualTo(new AuditChain.State.Whole(moved.events(), moved.head()));
            assertThat(moved.events()).isGreaterThan(200).isLessThan(200 + deeds.get());
            for (var digest :
                    jdbc.sql("SELECT subject FROM audit_event WHERE action = 'approved'")
                            .query(String.class)
                            .list()) {
                assertThat(bytes.read(new Sha256(digest))).isPresent();
            }
            assertThat(restored.resolve("attestation").resolve("registry.key")).hasContent("a key");
        }
    }

    @Test
    void isForItsOwnerAloneAndReplacesNoFile() throws Exception {
        var file = folder.resolve("backup.zip");
        var database = database("h2");
        backup(database).to(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> backup(database).to(file))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(each -> each.toString().endsWith(".part"));
        }
    }

    @Test
    void isRefusedWhenItWasCutOffOrAltered() throws Exception {
        var database = database("h2");
        Rig.fill(database, 20);
        blobs.put("some bytes".getBytes(StandardCharsets.UTF_8));
        var file = backup(database).to(folder.resolve("backup.zip")).file();
        var bytes = Files.readAllBytes(file);
        var cut =
                Files.write(
                        folder.resolve("cut.zip"),
                        java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> new Restore(cut, said::add).close())
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("no whole backup");

        var altered = folder.resolve("altered.zip");
        Rig.rewrite(file, altered, "tables/audit_event.jsonl", "\"actor 3\"", "\"actor 4\"");
        try (var restore = new Restore(altered, said::add)) {
            assertThatThrownBy(() -> restore.records(MoveTest.h2(folder.resolve("one"))))
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("audit_event did not arrive");
        }
        Rig.rewrite(file, folder.resolve("b.zip"), "blobs/", "some", "none");
        try (var restore = new Restore(folder.resolve("b.zip"), said::add)) {
            var to = new FileBlobStore(folder.resolve("two"));
            assertThatThrownBy(() -> restore.blobs(to, folder.resolve("u")))
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("was altered in the backup");
        }
    }

    @Test
    void comesBackIntoPostgresqlToo() throws Exception {
        var database = database("h2");
        Rig.fill(database, 30);
        var file = backup(database).to(folder.resolve("backup.zip")).file();
        var to = Rig.emptyPostgresql();

        try (var restore = new Restore(file, said::add)) {
            restore.records(to);
        }

        assertThat(Rig.digests(to)).isEqualTo(Rig.digests(database));
        assertThat(Rig.next(to, "audit_event")).isEqualTo(Rig.next(database, "audit_event"));
    }

    @Test
    void isAskedOfTheServiceThatRunsOnTheFolder() throws Exception {
        var asking = new BackupFolder(data);
        var serving = new BackupFolder(data);
        assertThat(asking.isServed()).isFalse();
        serving.prepare();
        try (var lock = serving.serve()) {
            assertThat(lock).isNotNull();
            assertThat(asking.isServed()).isTrue();
            asking.want("0".repeat(32));
            assertThat(serving.wanted()).containsExactly("0".repeat(32));
            assertThat(asking.answered("0".repeat(32))).isNull();
            serving.answer("0".repeat(32), true, "as asked");
            assertThat(asking.answered("0".repeat(32))).isEqualTo("as asked");
            assertThat(serving.wanted()).isEmpty();
        }
        assertThat(asking.isServed()).isFalse();
    }

    @Test
    void isNotTakenFromUnderARunningServiceByAMove() throws Exception {
        var database = database("h2");
        Rig.fill(database, 1);

        assertThatThrownBy(() -> FrozenDatabase.in(data).close())
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("Assay is running on")
                .hasMessageContaining("stop it first");

        JdbcClient.create(database).sql("SHUTDOWN").update();
        var file = data.resolve("db").resolve("assay.mv.db");
        var before = Sha256.of(Files.readAllBytes(file));
        try (var frozen = FrozenDatabase.in(data)) {
            assertThat(Rig.digests(frozen.database())).containsKey("audit_event");
        }
        assertThat(Sha256.of(Files.readAllBytes(file))).isEqualTo(before);
    }
}
