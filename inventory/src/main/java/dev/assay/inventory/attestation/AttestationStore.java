package dev.assay.inventory.attestation;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The attestations of approvals. Callers hold the transaction. */
public final class AttestationStore {

    private final JdbcClient jdbc;

    public AttestationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps what was issued, with the signatures that it has.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when the decision has a
     *     statement of that kind already
     */
    public void issue(Attestation attestation) {
        jdbc.sql(
                        """
                        INSERT INTO attestation
                          (id, release_id, decision_id, predicate_type, statement, sha256, issued_at)
                        VALUES (:id, :release, :decision, :type, :statement, :sha256, :issued)
                        """)
                .param("id", attestation.id().value())
                .param("release", attestation.releaseId().value())
                .param("decision", attestation.decisionId().value())
                .param("type", attestation.predicateType())
                .param("statement", attestation.statement())
                .param("sha256", attestation.sha256().hex())
                .param("issued", Rows.column(attestation.issuedAt()))
                .update();
        attestation.signatures().forEach(each -> sign(attestation.id(), each));
        Touches.release(jdbc, attestation.releaseId());
    }

    /**
     * Adds a signature.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when that key has signed
     */
    public void sign(Id attestation, Attestation.Signed signed) {
        var account = signed.accountId();
        jdbc.sql(
                        """
                        INSERT INTO attestation_signature
                          (attestation_id, key_id, account_id, signature, signed_at)
                        VALUES (:attestation, :key, :account, :signature, :signed)
                        """)
                .param("attestation", attestation.value())
                .param("key", signed.keyId())
                .param("account", account == null ? null : account.value())
                .param("signature", Base64.getEncoder().encodeToString(signed.signature()))
                .param("signed", Rows.column(signed.signedAt()))
                .update();
    }

    public Optional<Attestation> find(Id id) {
        return jdbc.sql("SELECT * FROM attestation WHERE id = :id")
                .param("id", id.value())
                .query(this::read)
                .optional();
    }

    /** Everything issued for a release, newest first. */
    public List<Attestation> of(Id release) {
        return jdbc.sql(
                        "SELECT * FROM attestation WHERE release_id = :release ORDER BY sequence DESC")
                .param("release", release.value())
                .query(this::read)
                .list();
    }

    /** The statements about one decision, in the order they were issued. */
    public List<Attestation> ofDecision(Id decision) {
        return jdbc.sql("SELECT * FROM attestation WHERE decision_id = :decision ORDER BY sequence")
                .param("decision", decision.value())
                .query(this::read)
                .list();
    }

    /** Puts a bundle in place of the one before, and has the gate look at its release again. */
    public void bundle(AttestationBundle bundle, Instant now) {
        jdbc.sql("DELETE FROM attestation_bundle WHERE release_id = :release")
                .param("release", bundle.releaseId().value())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO attestation_bundle
                          (release_id, decision_id, stage, expires_at, sha256, made_at)
                        VALUES (:release, :decision, :stage, :expires, :sha256, :now)
                        """)
                .param("release", bundle.releaseId().value())
                .param("decision", bundle.decisionId().value())
                .param("stage", bundle.stage().name())
                .param("expires", Rows.column(bundle.expiresAt()))
                .param("sha256", bundle.sha256().hex())
                .param("now", Rows.column(now))
                .update();
        jdbc.sql("UPDATE release SET updated_at = :now WHERE id = :release")
                .param("release", bundle.releaseId().value())
                .param("now", Rows.column(now))
                .update();
        Touches.release(jdbc, bundle.releaseId());
    }

    public Optional<AttestationBundle> bundle(Id release) {
        return jdbc.sql("SELECT * FROM attestation_bundle WHERE release_id = :release")
                .param("release", release.value())
                .query(
                        (row, number) ->
                                new AttestationBundle(
                                        Rows.id(row, "release_id"),
                                        Rows.id(row, "decision_id"),
                                        Stage.valueOf(Rows.text(row, "stage")),
                                        Rows.instant(row, "expires_at"),
                                        new Sha256(Rows.text(row, "sha256"))))
                .optional();
    }

    /** The releases whose newest approval holds and has no statement, oldest approval first. */
    public List<Id> missing(Instant now, int most) {
        return jdbc.sql(
                        """
                        SELECT r.id FROM release r JOIN decision d ON d.release_id = r.id
                        WHERE r.state = 'APPROVED' AND d.kind = 'APPROVE' AND d.expires_at > :now
                          AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.release_id = r.id
                            AND n.kind = 'APPROVE' AND n.sequence > d.sequence)
                          AND NOT EXISTS (SELECT 1 FROM attestation a WHERE a.decision_id = d.id)
                        ORDER BY d.sequence LIMIT :most
                        """)
                .param("now", Rows.column(now))
                .param("most", most)
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    private Attestation read(ResultSet row, int number) throws SQLException {
        var id = Rows.id(row, "id");
        return new Attestation(
                id,
                Rows.id(row, "release_id"),
                Rows.id(row, "decision_id"),
                Rows.text(row, "predicate_type"),
                Rows.text(row, "statement"),
                new Sha256(Rows.text(row, "sha256")),
                Rows.instant(row, "issued_at"),
                signatures(id));
    }

    private List<Attestation.Signed> signatures(Id attestation) {
        return jdbc.sql(
                        """
                        SELECT * FROM attestation_signature
                        WHERE attestation_id = :attestation ORDER BY sequence
                        """)
                .param("attestation", attestation.value())
                .query(
                        (row, number) ->
                                new Attestation.Signed(
                                        Rows.text(row, "key_id"),
                                        Rows.idOrNull(row, "account_id"),
                                        Base64.getDecoder().decode(Rows.text(row, "signature")),
                                        Rows.instant(row, "signed_at")))
                .list();
    }
}
