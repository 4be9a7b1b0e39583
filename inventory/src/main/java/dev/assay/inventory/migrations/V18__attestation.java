package dev.assay.inventory.migrations;

import dev.assay.inventory.attestation.Issued;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What was signed of approvals, and the keys. Neither statements nor signatures are ever changed:
 * each database refuses it in its own words. H2 commits each definition by itself, so each may be
 * met a second time.
 */
public final class V18__attestation extends BaseJavaMigration {

    private static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS registry_key (
                        key_id      VARCHAR(64)  PRIMARY KEY,
                        spki        VARCHAR(500) NOT NULL,
                        valid_from  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                        valid_until TIMESTAMP(6) WITH TIME ZONE
                    )
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS approver_key (
                        key_id        VARCHAR(64)  PRIMARY KEY,
                        account_id    VARCHAR(32)  NOT NULL REFERENCES account (id),
                        spki          VARCHAR(500) NOT NULL,
                        title         VARCHAR(100) NOT NULL,
                        registered_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                        withdrawn_at  TIMESTAMP(6) WITH TIME ZONE
                    )
                    """,
                    "CREATE INDEX IF NOT EXISTS approver_key_by_account ON approver_key (account_id)",
                    """
                    CREATE TABLE IF NOT EXISTS attestation (
                        id             VARCHAR(32)  PRIMARY KEY,
                        release_id     VARCHAR(32)  NOT NULL REFERENCES release (id),
                        decision_id    VARCHAR(32)  NOT NULL REFERENCES decision (id),
                        predicate_type VARCHAR(200) NOT NULL,
                        statement      TEXT         NOT NULL,
                        sha256         VARCHAR(64)  NOT NULL,
                        issued_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                        sequence       BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
                        CONSTRAINT one_of_a_kind UNIQUE (decision_id, predicate_type)
                    )
                    """,
                    "CREATE INDEX IF NOT EXISTS attestation_by_release ON attestation (release_id)",
                    """
                    CREATE TABLE IF NOT EXISTS attestation_signature (
                        attestation_id VARCHAR(32)  NOT NULL REFERENCES attestation (id),
                        key_id         VARCHAR(64)  NOT NULL,
                        account_id     VARCHAR(32)  REFERENCES account (id),
                        signature      VARCHAR(500) NOT NULL,
                        signed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                        sequence       BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
                        PRIMARY KEY (attestation_id, key_id)
                    )
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS attestation_bundle (
                        release_id  VARCHAR(32) PRIMARY KEY REFERENCES release (id),
                        decision_id VARCHAR(32) NOT NULL REFERENCES decision (id),
                        stage       VARCHAR(20) NOT NULL,
                        expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                        sha256      VARCHAR(64) NOT NULL,
                        made_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
                    )
                    """);

    @Override
    public void migrate(Context context) throws Exception {
        var connection = context.getConnection();
        for (var table : TABLES) {
            run(connection, table);
        }
        var h2 = "H2".equals(connection.getMetaData().getDatabaseProductName());
        if (!h2) {
            run(
                    connection,
                    """
                    CREATE OR REPLACE FUNCTION attestation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        RAISE EXCEPTION '%s';
                    END
                    $$
                    """
                            .formatted(Issued.REFUSAL));
        }
        for (var table : List.of("attestation", "attestation_signature")) {
            run(
                    connection,
                    h2
                            ? "CREATE TRIGGER IF NOT EXISTS "
                                    + table
                                    + "_stays BEFORE UPDATE, DELETE ON "
                                    + table
                                    + " FOR EACH ROW CALL '"
                                    + Issued.class.getName()
                                    + "'"
                            : "CREATE TRIGGER "
                                    + table
                                    + "_stays BEFORE UPDATE OR DELETE ON "
                                    + table
                                    + " FOR EACH ROW EXECUTE FUNCTION attestation_stays()");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
