package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditTrail;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

import javax.sql.DataSource;

/** What a real PostgreSQL refuses to the role that the service runs as. */
class ServiceRoleTest {

    private static EmbeddedPostgres server;
    private static DataSource owner;
    private static DataSource service;
    private static AuditTrail audit;

    @BeforeAll
    static void open() {
        try {
            server = EmbeddedPostgres.start();
        } catch (Exception | LinkageError e) {
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
        var admin = JdbcClient.create(as("postgres", "postgres"));
        admin.sql("CREATE ROLE keeper LOGIN").update();
        admin.sql("CREATE ROLE \"the service\" LOGIN").update();
        admin.sql("CREATE DATABASE assay OWNER keeper").update();
        owner = as("assay", "keeper");
        service = as("assay", "the service");
        Migrations.apply(owner);
        ServiceRole.grant(owner, "the service");
        ServiceRole.grant(owner, "the service");
        audit =
                new AuditTrail(
                        JdbcClient.create(service),
                        new TransactionTemplate(new DataSourceTransactionManager(service)),
                        Clock.systemUTC());
        audit.append("sam", "release.approved", "pkg:npm/a@1.0.0", "fine");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET actor = 'nobody'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "ALTER TABLE audit_event DISABLE TRIGGER ALL",
                "ALTER TABLE audit_event DISABLE TRIGGER audit_event_stays",
                "DROP TRIGGER audit_event_stays ON audit_event",
                "DROP TABLE audit_event CASCADE",
                "ALTER TABLE audit_event RENAME TO other",
                "CREATE OR REPLACE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$"
                        + " BEGIN RETURN NEW; END $$",
                "DROP FUNCTION audit_event_stays() CASCADE",
                "SET session_replication_role = replica",
                "SET ROLE keeper",
                "DELETE FROM audit_head",
                "INSERT INTO audit_head (number, hash, entries) VALUES (1, '', 0)",
                "TRUNCATE audit_head",
                "DELETE FROM audit_checkpoint",
                "UPDATE audit_checkpoint SET note = ''",
                "TRUNCATE audit_checkpoint",
                "CREATE TABLE audit_event_too (id INTEGER)"
            })
    void refusesToTheService(String forbidden) {
        assertThatThrownBy(() -> JdbcClient.create(service).sql(forbidden).update())
                .as(forbidden)
                .hasStackTraceContaining("ERROR: ")
                .satisfies(
                        each ->
                                assertThat(Objects.requireNonNull(each.getCause()).getMessage())
                                        .containsAnyOf(
                                                "permission denied", "must be owner", "must be a"));
        assertThat(audit.latest(10)).hasSize(1);
    }

    @Test
    void letsTheServiceDoItsWork() {
        var jdbc = JdbcClient.create(service);
        assertThat(new AuditChain(jdbc).verify()).isInstanceOf(AuditChain.State.Whole.class);
        jdbc.sql("INSERT INTO server_touch (package_purl) VALUES ('pkg:npm/a')").update();
        assertThat(jdbc.sql("DELETE FROM server_touch").update()).isEqualTo(1);
    }

    @Test
    void startsWithoutTheOwnerWhereNothingIsToBeChanged() {
        assertThatCode(() -> Migrations.apply(service)).doesNotThrowAnyException();
    }

    @Test
    void knowsWhetherTheServiceOwnsTheTrail() {
        assertThat(ServiceRole.ownsTheTrail(service)).isFalse();
        assertThat(ServiceRole.ownsTheTrail(owner)).isTrue();
    }

    private static DataSource as(String database, String role) {
        return new DriverManagerDataSource(server.getJdbcUrl(role, database), role, "");
    }
}
