package dev.assay.inventory.attestation;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The public halves of keys. Callers hold the transaction. */
public final class KeyStore {

    private final JdbcClient jdbc;

    public KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every key of the registry, the one in use last. */
    public List<RegistryKey> registry() {
        return jdbc.sql("SELECT * FROM registry_key ORDER BY valid_from, key_id")
                .query(
                        (row, number) ->
                                new RegistryKey(
                                        Rows.text(row, "key_id"),
                                        Base64.getDecoder().decode(Rows.text(row, "spki")),
                                        Rows.instant(row, "valid_from"),
                                        Rows.instantOrNull(row, "valid_until")))
                .list();
    }

    /** Takes a key into use. */
    public void begin(RegistryKey key) {
        jdbc.sql(
                        """
                        INSERT INTO registry_key (key_id, spki, valid_from)
                        VALUES (:id, :spki, :from)
                        """)
                .param("id", key.keyId())
                .param("spki", Base64.getEncoder().encodeToString(key.spki()))
                .param("from", Rows.column(key.validFrom()))
                .update();
    }

    /** Ends every key but one. */
    public int endOthers(String keyId, Instant now) {
        return jdbc.sql(
                        """
                        UPDATE registry_key SET valid_until = :now
                        WHERE key_id <> :id AND valid_until IS NULL
                        """)
                .param("id", keyId)
                .param("now", Rows.column(now))
                .update();
    }

    /**
     * Records somebody's key.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when it is on record already,
     *     whoever's it is
     */
    public void register(ApproverKey key) {
        jdbc.sql(
                        """
                        INSERT INTO approver_key (key_id, account_id, spki, title, registered_at)
                        VALUES (:id, :account, :spki, :title, :at)
                        """)
                .param("id", key.keyId())
                .param("account", key.accountId().value())
                .param("spki", Base64.getEncoder().encodeToString(key.spki()))
                .param("title", key.title())
                .param("at", Rows.column(key.registeredAt()))
                .update();
    }

    /**
     * Ends somebody's own key; it stays on record.
     *
     * @return false when they have none of that name in use
     */
    public boolean withdraw(Id account, String keyId, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE approver_key SET withdrawn_at = :now
                                WHERE key_id = :id AND account_id = :account AND withdrawn_at IS NULL
                                """)
                        .param("id", keyId)
                        .param("account", account.value())
                        .param("now", Rows.column(now))
                        .update()
                == 1;
    }

    /** Somebody's keys, the newest first. */
    public List<ApproverKey> of(Id account) {
        return jdbc.sql(
                        """
                        SELECT * FROM approver_key WHERE account_id = :account
                        ORDER BY registered_at DESC, key_id
                        """)
                .param("account", account.value())
                .query(KeyStore::read)
                .list();
    }

    public Optional<ApproverKey> approver(String keyId) {
        return jdbc.sql("SELECT * FROM approver_key WHERE key_id = :id")
                .param("id", keyId)
                .query(KeyStore::read)
                .optional();
    }

    private static ApproverKey read(ResultSet row, int number) throws SQLException {
        return new ApproverKey(
                Rows.text(row, "key_id"),
                Rows.id(row, "account_id"),
                Base64.getDecoder().decode(Rows.text(row, "spki")),
                Rows.text(row, "title"),
                Rows.instant(row, "registered_at"),
                Rows.instantOrNull(row, "withdrawn_at"));
    }
}
