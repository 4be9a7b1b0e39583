package dev.assay.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AppendOnly;
import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.Migrations;
import dev.assay.inventory.tree.AuditCheckpointStore;
import dev.assay.inventory.tree.TreeHead;
import dev.assay.registry.attestation.DocumentSigner;
import dev.assay.registry.attestation.DocumentSigners;
import dev.assay.registry.audit.AuditVerification.Outcome;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportRequest;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.attestation.TrustedKey;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/** What is signed of the trail, what is taken along, and who notices when it was altered. */
final class AuditCheckpointsTest {

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create(
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "assay", "");

    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DocumentSigner signer = DocumentSigners.some();
    private AuditTrail audit;
    private AuditCheckpoints checkpoints;
    private AuditDesk desk;

    @BeforeEach
    void open() {
        Migrations.apply(database);
        var clock = Clock.systemUTC();
        audit =
                new AuditTrail(
                        jdbc,
                        new TransactionTemplate(new DataSourceTransactionManager(database)),
                        clock);
        checkpoints =
                new AuditCheckpoints(
                        new AuditChain(jdbc), new AuditCheckpointStore(jdbc), signer, clock);
        desk = new AuditDesk(audit, new AuditSearch(jdbc), checkpoints, clock);
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void eachCheckpointGoesOnFromTheOneBefore() {
        assertThat(checkpoints.make()).isInstanceOf(AuditCheckpoints.Made.Nothing.class);
        write(3);
        var first = made();
        assertThat(made()).as("nothing happened since").isEqualTo(first);
        write(300);
        var second = made();

        assertThat(second.size()).isEqualTo(303);
        assertThat(second.origin()).isEqualTo(first.origin()).startsWith("assay-audit-");
        assertThat(checkpoints.check()).isInstanceOf(AuditChain.State.Whole.class);
        assertThat(new AuditCheckpointStore(jdbc).after(0, 10)).hasSize(2);
    }

    @Test
    void nobodyChangesRemovesOrEmptiesThem() {
        write(1);
        made();
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_checkpoint").update())
                .hasStackTraceContaining(AppendOnly.REFUSAL);
        assertThatThrownBy(() -> jdbc.sql("UPDATE audit_checkpoint SET note = 'x'").update())
                .hasStackTraceContaining(AppendOnly.REFUSAL);
        assertThatThrownBy(() -> jdbc.sql("TRUNCATE TABLE audit_checkpoint").update()).isNotNull();
    }

    /** Whoever owns the database can write all hashes anew; what was signed is signed. */
    @Test
    void noticesATrailThatWasWrittenAnewFromTheFirstEventToTheLast() {
        write(5);
        made();
        var hashes = jdbc.sql("SELECT count(*) FROM audit_event").query(Long.class).single();
        assertThat(hashes).isEqualTo(5);
        rewritten();
        assertThat(new AuditChain(jdbc).verify())
                .as("the chain alone cannot tell")
                .isInstanceOf(AuditChain.State.Whole.class);

        var broken = (AuditChain.State.Broken) checkpoints.check();
        assertThat(broken.why()).contains("checkpoint of 5 events", "others than those");
        assertThat(checkpoints.make()).isInstanceOf(AuditCheckpoints.Made.Refused.class);
        desk.sign();
        assertThat(audit.latest(1).getFirst().action()).isEqualTo("audit.broken");
    }

    @Test
    void noticesThatTheLastEventsAreGoneAlthoughTheHeadWasSetBack() {
        write(5);
        made();
        jdbc.sql("DROP TRIGGER audit_event_stays").update();
        jdbc.sql("DELETE FROM audit_event WHERE detail IN ('number 3', 'number 4')").update();
        var last = audit.latest(1).getFirst();
        jdbc.sql("UPDATE audit_head SET hash = :hash, entries = 3")
                .param("hash", last.hash())
                .update();
        assertThat(new AuditChain(jdbc).verify()).isInstanceOf(AuditChain.State.Whole.class);

        var broken = (AuditChain.State.Broken) checkpoints.check();
        assertThat(broken.why()).contains("there are only 3 events");
        assertThat(checkpoints.make()).isInstanceOf(AuditCheckpoints.Made.Refused.class);
    }

    @Test
    void believesNoCheckpointOfAnotherKey() {
        write(2);
        made();
        var other =
                new AuditCheckpoints(
                        new AuditChain(jdbc),
                        new AuditCheckpointStore(jdbc),
                        DocumentSigners.some(),
                        Clock.systemUTC());
        assertThat(((AuditChain.State.Broken) other.check()).why())
                .contains("not signed with a key of this Assay");
        assertThat(other.make()).isInstanceOf(AuditCheckpoints.Made.Refused.class);
    }

    @Test
    void anArchiveIsVerifiedWithNothingButTheKey() throws IOException {
        write(700);
        var files = archive();
        assertThat(files)
                .containsKeys(
                        "checkpoint",
                        "audit.jsonl",
                        "keys.pem",
                        "tile/0/000",
                        "tile/0/002.p/188",
                        "tile/1/000.p/2",
                        "tile/entries/000",
                        "tile/entries/002.p/188");

        assertThat(verify(files, null))
                .isInstanceOfSatisfying(
                        Outcome.Verified.class,
                        each -> assertThat(each.head().size()).isEqualTo(700));
    }

    @Test
    void anArchiveIsHeldToAnEarlierCheckpoint() throws IOException {
        write(300);
        made();
        var earlier = checkpoints.last().orElseThrow().note();
        write(20);
        var files = archive();

        assertThat(verify(files, earlier))
                .isInstanceOfSatisfying(
                        Outcome.Verified.class,
                        each ->
                                assertThat(each.since())
                                        .extracting(TreeHead::size)
                                        .isEqualTo(300L));
    }

    @Test
    void anArchiveOfATrailThatWasWrittenAnewAndSignedAnewIsNotThatOfTheEarlierCheckpoint()
            throws IOException {
        write(5);
        made();
        var earlier = checkpoints.last().orElseThrow().note();
        rewritten();
        jdbc.sql("DROP TRIGGER audit_checkpoint_stays").update();
        jdbc.sql("DELETE FROM audit_checkpoint").update();
        var files = archive();

        assertThat(verify(files, null)).isInstanceOf(Outcome.Verified.class);
        assertThat(verify(files, earlier)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void noticesEveryAlterationOfAnArchive() throws IOException {
        write(270);
        var files = archive();
        var lines = new String(files.get("audit.jsonl"), StandardCharsets.UTF_8).lines().toList();
        assertThat(verify(files, null)).isInstanceOf(Outcome.Verified.class);

        assertThat(altered(files, "audit.jsonl", text(files).replace("number 7\"", "number 8\"")))
                .contains("event 8 is not what was written");
        assertThat(altered(files, "audit.jsonl", text(files).replace(lines.get(9) + "\n", "")))
                .contains("event 10 does not follow");
        assertThat(altered(files, "audit.jsonl", text(files).replace(lines.getLast() + "\n", "")))
                .contains("269 events, and 270 were signed");
        assertThat(altered(files, "audit.jsonl", text(files) + lines.getLast() + "\n"))
                .contains("event 271 does not follow");
        assertThat(altered(files, "audit.jsonl", text(files) + "{\n")).contains("cannot be read");
        assertThat(
                        altered(
                                files,
                                "checkpoint",
                                new String(files.get("checkpoint"), StandardCharsets.UTF_8)
                                        .replace("\n270\n", "\n269\n")))
                .contains("not signed");
        for (var path : List.copyOf(files.keySet())) {
            if (path.startsWith("tile/")) {
                var bytes = files.get(path).clone();
                bytes[bytes.length / 2] ^= 1;
                var other = new TreeMap<>(files);
                other.put(path, bytes);
                assertThat(((Outcome.Failed) verify(other, null)).why()).contains(path);
                other.remove(path);
                assertThat(((Outcome.Failed) verify(other, null)).why()).contains("there is no");
            }
        }
        var stranger =
                new AuditVerification(
                        List.of(new TrustedKey(SigningKey.make().publicKey(), null, null)));
        assertThat(stranger.verify(path -> stream(files, path), null))
                .isInstanceOf(Outcome.Failed.class);
    }

    private String altered(TreeMap<String, byte[]> files, String path, String text)
            throws IOException {
        var other = new TreeMap<>(files);
        other.put(path, text.getBytes(StandardCharsets.UTF_8));
        return ((Outcome.Failed) verify(other, null)).why();
    }

    private static String text(TreeMap<String, byte[]> files) {
        return new String(files.get("audit.jsonl"), StandardCharsets.UTF_8);
    }

    private Outcome verify(TreeMap<String, byte[]> files, @Nullable String since)
            throws IOException {
        return new AuditVerification(List.of(new TrustedKey(signer.publicKey(), null, null)))
                .verify(path -> stream(files, path), since);
    }

    private static @Nullable ByteArrayInputStream stream(
            TreeMap<String, byte[]> files, String path) {
        var bytes = files.get(path);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private TreeMap<String, byte[]> archive() throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(
                        new AuditArchive(checkpoints, new AuditChain(jdbc), signer)
                                .write(request(), out))
                .isInstanceOf(ExportOutcome.Written.class);
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private ExportRequest request() {
        var reader =
                new AccountStore(jdbc, Clock.systemUTC())
                        .add(
                                "ada-" + UUID.randomUUID(),
                                "Ada",
                                "no password",
                                Set.of(Role.AUDITOR));
        return new ExportRequest(reader, Map.of(), "http://gate/", "http://main/");
    }

    private TreeHead made() {
        return ((AuditCheckpoints.Made.Signed) checkpoints.make()).checkpoint().tree();
    }

    private void write(int count) {
        for (var number = 0; number < count; number++) {
            audit.append("sam", "release.approved", "pkg:npm/a@1.0.0", "number " + number);
        }
    }

    /** Another past, whole in itself, of as many events. */
    private void rewritten() {
        jdbc.sql("DROP TRIGGER audit_event_stays").update();
        var count = jdbc.sql("SELECT count(*) FROM audit_event").query(Integer.class).single();
        jdbc.sql("DELETE FROM audit_event").update();
        jdbc.sql("UPDATE audit_head SET hash = :none, entries = 0")
                .param("none", "0".repeat(64))
                .update();
        for (var number = 0; number < count; number++) {
            audit.append("nobody", "release.approved", "pkg:npm/a@1.0.0", "other " + number);
        }
    }
}
