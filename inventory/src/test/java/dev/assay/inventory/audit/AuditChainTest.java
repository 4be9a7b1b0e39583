package dev.assay.inventory.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** Each test alters a chain, so each has a database of its own. */
@ParameterizedClass
@ValueSource(strings = {"H2", "PostgreSQL"})
class AuditChainTest {

    private static @Nullable EmbeddedPostgres server;

    @Parameter String product;
    private DataSource source;
    private JdbcClient jdbc;
    private TransactionTemplate transactions;
    private AuditTrail audit;
    private AuditChain chain;

    @BeforeEach
    void open() {
        source = product.equals("H2") ? h2() : postgresql();
        Migrations.apply(source);
        use(source);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Test
    void isWholeFromTheFirstEventToTheLast() {
        assertThat(chain.verify()).isEqualTo(new AuditChain.State.Whole(0, AuditEvent.BEFORE_ALL));

        audit.append("rita", "release.requested", "pkg:npm/a@1.0.0", "für \0Post \ud83d");
        audit.append("sam", "release.approved", "pkg:npm/a@1.0.0", "y".repeat(5000));

        var events = audit.latest(2).reversed();
        assertThat(events.getFirst().previous()).isEqualTo(AuditEvent.BEFORE_ALL);
        assertThat(events.getLast().previous()).isEqualTo(events.getFirst().hash());
        assertThat(chain.verify())
                .isEqualTo(new AuditChain.State.Whole(2, events.getLast().hash()));
    }

    @Test
    void refusesToChangeRemoveOrEmpty() {
        audit.append("sam", "release.approved", "pkg:npm/a@1.0.0", "fine");

        for (var forbidden :
                new String[] {
                    "UPDATE audit_event SET actor = 'nobody'",
                    "DELETE FROM audit_event",
                    "TRUNCATE TABLE audit_event"
                }) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).update()).as(forbidden).isNotNull();
        }
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_event").update())
                .hasStackTraceContaining(AppendOnly.REFUSAL);
        assertThat(audit.latest(5)).hasSize(1);
    }

    @Test
    void namesTheFirstEventThatWasChanged() {
        write(4);
        past("UPDATE audit_event SET detail = 'harmless' WHERE detail = 'number 2'");

        var broken = (AuditChain.State.Broken) chain.verify();
        assertThat(broken.sequence()).isEqualTo(sequence("harmless"));
        assertThat(broken.entries()).isEqualTo(2);
        assertThat(broken.why()).contains("content");
    }

    @Test
    void namesTheEventAfterOneThatWasRemoved() {
        write(4);
        past("DELETE FROM audit_event WHERE detail = 'number 1'");

        var broken = (AuditChain.State.Broken) chain.verify();
        assertThat(broken.sequence()).isEqualTo(sequence("number 2"));
        assertThat(broken.why()).contains("removed");
    }

    @Test
    void noticesThatTheLastEventIsMissing() {
        write(4);
        past("DELETE FROM audit_event WHERE detail = 'number 3'");

        var broken = (AuditChain.State.Broken) chain.verify();
        assertThat(broken.sequence()).isEqualTo(sequence("number 2"));
        assertThat(broken.why()).contains("1 of 4 events are missing");
    }

    @Test
    void noticesThatAnEventIsFiledUnderAnotherServer() {
        audit.append("sam", "release.revoked", "pkg:npm/a@1.0.0", "bad");
        past("UPDATE audit_event SET server = 'pkg:npm/b'");

        assertThat(chain.verify()).isInstanceOf(AuditChain.State.Broken.class);
    }

    @Test
    void staysOneChainWhenManyWriteAtOnce() {
        var release = Id.random();
        try (var people = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 60)
                    .mapToObj(
                            number ->
                                    people.submit(
                                            () ->
                                                    transactions.executeWithoutResult(
                                                            status -> {
                                                                audit.append(
                                                                        "sam",
                                                                        "try",
                                                                        release + "",
                                                                        "a" + number);
                                                                audit.append(
                                                                        "sam",
                                                                        "try",
                                                                        release + "",
                                                                        "b" + number);
                                                            })))
                    .toList()
                    .forEach(
                            each -> {
                                try {
                                    each.get();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
        }
        assertThat(((AuditChain.State.Whole) chain.verify()).entries()).isEqualTo(120);
    }

    /** What was written before there was a chain is its beginning. */
    @Test
    void linksWhatWasThereBefore() {
        var old = product.equals("H2") ? h2() : postgresql();
        Flyway.configure()
                .dataSource(old)
                .locations("classpath:dev/assay/inventory/migrations")
                .target("6")
                .outOfOrder(true)
                .load()
                .migrate();
        use(old);
        for (var number = 0; number < 3; number++) {
            jdbc.sql(
                            """
                            INSERT INTO audit_event (at, actor, action, subject, detail)
                            VALUES (CURRENT_TIMESTAMP, 'sam', 'release.approved', 'pkg:npm/a@1.0.0', 'old')
                            """)
                    .update();
        }

        Migrations.apply(old);
        audit.append("sam", "release.revoked", "pkg:npm/a@1.0.0", "new");

        assertThat(((AuditChain.State.Whole) chain.verify()).entries()).isEqualTo(4);
        assertThat(new AuditSearch(jdbc).count(AuditFilter.ofServer("pkg:npm/a"))).isEqualTo(4);
    }

    private void use(DataSource database) {
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        audit = new AuditTrail(jdbc, transactions, Clock.systemUTC());
        chain = new AuditChain(jdbc);
    }

    private void write(int events) {
        for (var number = 0; number < events; number++) {
            audit.append("sam", "try", "a subject", "number " + number);
        }
    }

    private long sequence(String detail) {
        return audit.of("a subject").stream()
                .filter(each -> each.detail().equals(detail))
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    /** Whoever owns the database can take the guard away; then the chain tells. */
    private void past(String forbidden) {
        jdbc.sql(
                        product.equals("H2")
                                ? "DROP TRIGGER audit_event_stays"
                                : "DROP TRIGGER audit_event_stays ON audit_event")
                .update();
        assertThat(jdbc.sql(forbidden).update()).isPositive();
    }

    private static DataSource h2() {
        return new DriverManagerDataSource(
                "jdbc:h2:mem:" + Id.random() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                "assay",
                "");
    }

    private static DataSource postgresql() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.start();
            }
            var name = "audit" + Id.random();
            JdbcClient.create(server.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
            return server.getDatabase("postgres", name);
        } catch (Exception | LinkageError e) {
            return Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
    }
}
