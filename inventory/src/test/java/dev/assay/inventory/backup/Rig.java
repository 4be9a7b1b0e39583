package dev.assay.inventory.backup;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

/** Databases to move between; as a program, one move that may be killed. */
public final class Rig {

    static final String FOREIGN_KEYS =
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private Rig() {}

    public static void main(String[] arguments) throws Exception {
        var to = new PGSimpleDataSource();
        to.setUrl(arguments[1]);
        to.setUser("postgres");
        new Move(System.out::println).records(MoveTest.h2(Path.of(arguments[0])), to);
    }

    /** A new database on a server that ends with the tests. */
    static synchronized PGSimpleDataSource emptyPostgresql() throws Exception {
        try {
            if (server == null) {
                server = EmbeddedPostgres.start();
            }
        } catch (Exception | LinkageError e) {
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
        var name = "moved" + COUNT.incrementAndGet();
        JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
        var database = new PGSimpleDataSource();
        database.setUrl(server.getJdbcUrl("postgres", name));
        return database;
    }

    static DataSource migratedPostgresql() throws Exception {
        var database = emptyPostgresql();
        Migrations.apply(database);
        return database;
    }

    /** Rows of every kind, with what databases write differently. */
    static void fill(DataSource database, int events) {
        var jdbc = JdbcClient.create(database);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        var trail = new AuditTrail(jdbc, transactions, Database.ticking());
        transactions.executeWithoutResult(
                status -> {
                    for (var i = 0; i < events; i++) {
                        trail.append(
                                "actor " + i % 7, "tried", "subject", "ä\u00a0\"\\\n\t😀 " + i);
                    }
                });
        // A number that was given and taken back leaves a hole.
        try {
            transactions.executeWithoutResult(
                    status -> {
                        trail.append("nobody", "never", "was", "committed");
                        throw new IllegalStateException();
                    });
        } catch (IllegalStateException e) {
            // As meant.
        }
        var account = Id.random().value();
        jdbc.sql(
                        "INSERT INTO account (id, login, display_name, password_hash, created_at)"
                                + " VALUES (:id, :login, 'Ünï', 'hash', :at)")
                .param("id", account)
                .param("login", "l" + account)
                .param("at", OffsetDateTime.parse("2026-03-04T05:06:07.123456+02:00"))
                .update();
    }

    static Map<String, String> digests(DataSource database) throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var snapshot = Snapshot.of(database)) {
            for (var table : snapshot.tables()) {
                var tally = new Tally();
                snapshot.each(table, row -> tally.add(row.line()));
                if (tally.rows() > 0) {
                    digests.put(table.name(), tally.rows() + " " + tally.digest());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return digests;
    }

    static long next(DataSource database, String table) throws SQLException {
        try (var connection = database.getConnection()) {
            for (var each : Schema.tables(connection)) {
                if (each.name().equals(table)) {
                    return Schema.next(connection, each);
                }
            }
        }
        throw new AssertionError(table);
    }

    /** The same backup with other words in one of its entries. */
    static void rewrite(Path from, Path to, String entry, String words, String others)
            throws IOException {
        try (var zip = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var each : Collections.list(zip.entries())) {
                var bytes = zip.getInputStream(each).readAllBytes();
                if (each.getName().startsWith(entry)) {
                    bytes =
                            new String(bytes, StandardCharsets.UTF_8)
                                    .replaceFirst(words, others)
                                    .getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(each.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
    }
}
