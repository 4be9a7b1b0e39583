package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Set;

/**
 * What docs/operations.md says of the room that events take: measured here, with all indexes, and
 * printed. The figures there are rounded up, and this fails when they are not true any more.
 */
class RecordSizesTest {

    private static final int EVENTS = 5_000;
    private static final int FETCHES = 20_000;

    /** Bytes, as docs/operations.md has them. */
    private static final long EVENT = 2_000;

    private static final long FETCH = 900;

    @Test
    void eventsAndFetchesTakeTheRoomThatIsDocumentedOnPostgresql() throws IOException {
        try (var server = server();
                var source = source(server.getJdbcUrl("postgres", "postgres"), "postgres")) {
            Migrations.apply(source);
            var jdbc = JdbcClient.create(source);
            var before = size(jdbc, "audit_event");
            events(source);
            told("audit event, PostgreSQL", size(jdbc, "audit_event") - before, EVENTS, EVENT);
            fetches(source);
            told("fetch, PostgreSQL", size(jdbc, "fetch_record"), FETCHES, FETCH);
        }
    }

    @Test
    void eventsAndFetchesTakeTheRoomThatIsDocumentedInTheEmbeddedDatabase(@TempDir Path folder)
            throws IOException {
        var file = folder.resolve("sizes.mv.db");
        var url = "jdbc:h2:file:" + folder.resolve("sizes");
        try (var source = source(url, "assay")) {
            Migrations.apply(source);
        }
        var empty = Files.size(file);
        try (var source = source(url, "assay")) {
            events(source);
        }
        var events = Files.size(file);
        told("audit event, embedded", events - empty, EVENTS, EVENT);
        try (var source = source(url, "assay")) {
            fetches(source);
        }
        told("fetch, embedded", Files.size(file) - events, FETCHES, FETCH);
    }

    private static void told(String what, long bytes, int many, long documented) {
        System.out.printf("%s: %d bytes each, of %,d%n", what, bytes / many, many);
        assertThat(bytes / many).as(what).isPositive().isLessThanOrEqualTo(documented);
    }

    private static void events(HikariDataSource source) {
        var jdbc = JdbcClient.create(source);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        var trail = new AuditTrail(jdbc, transactions, Database.ticking());
        new AccountStore(jdbc, Database.ticking())
                .add("rita@company.example", "Rita", "hash", Set.of(Role.REQUESTER));
        for (var group = 0; group < EVENTS / 100; group++) {
            var number = group;
            transactions.executeWithoutResult(
                    status -> {
                        for (var each = 0; each < 100; each++) {
                            trail.append(
                                    "rita@company.example",
                                    "release.approved",
                                    "pkg:npm/%40company/mcp-server-" + number + "@1.2." + each,
                                    "for production until 2027-01-31: read the changes, and the"
                                            + " two new destinations are ours");
                        }
                    });
        }
    }

    private static void fetches(HikariDataSource source) {
        var jdbc = new JdbcTemplate(source);
        var node = Id.random().value();
        var release = Id.random().value();
        var at = Instant.parse("2026-02-03T12:00:00.123456Z");
        for (var first = 0; first < FETCHES; first += 1000) {
            var rows = new ArrayList<Object[]>();
            for (var each = first; each < first + 1000; each++) {
                rows.add(
                        new Object[] {
                            node,
                            each,
                            OffsetDateTime.ofInstant(at.plusMillis(each), ZoneOffset.UTC),
                            "token:" + release,
                            "PRODUCTION",
                            release,
                            "pkg:npm/%40company/some-dependency-" + each % 300 + "@1.2.3",
                            Id.random().value() + release,
                            "PRIVATE",
                            "SERVED"
                        });
            }
            jdbc.batchUpdate(
                    "INSERT INTO fetch_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
        }
    }

    private static long size(JdbcClient jdbc, String table) {
        return jdbc.sql("SELECT pg_total_relation_size('" + table + "')")
                .query(Long.class)
                .single();
    }

    private static HikariDataSource source(String url, String user) {
        var source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setUsername(user);
        source.setMaximumPoolSize(2);
        return source;
    }

    private static EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            return Assumptions.abort("no PostgreSQL here: " + e.getMessage());
        }
    }
}
