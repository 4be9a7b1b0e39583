package dev.assay.inventory.proof;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The last look at each release's proofs. Callers hold the transaction. */
public final class ProofStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    public ProofStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a look in place of the one before.
     *
     * @param dueAt when to look again
     */
    public void keep(ProofCheck check, Instant dueAt) {
        jdbc.sql("DELETE FROM proof_check WHERE release_id = :release")
                .param("release", check.releaseId().value())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO proof_check
                          (release_id, base, checked_at, changed_at, due_at, signatures, findings,
                           suspected, problem)
                        VALUES (:release, :base, :checked, :changed, :due, :signatures, :findings,
                           :suspected, :problem)
                        """)
                .param("release", check.releaseId().value())
                .param("base", check.base())
                .param("checked", Rows.column(check.checkedAt()))
                .param("changed", Rows.column(check.changedAt()))
                .param("due", Rows.column(dueAt))
                .param(
                        "signatures",
                        check.signatures() == null
                                ? null
                                : JSON.writeValueAsString(check.signatures()))
                .param("findings", JSON.writeValueAsString(check.findings()))
                .param("suspected", JSON.writeValueAsString(check.suspected()))
                .param("problem", shortened(check.problem()))
                .update();
        if (check.changedAt().equals(check.checkedAt())) {
            Touches.release(jdbc, check.releaseId());
        }
    }

    public Optional<ProofCheck> find(Id release) {
        return jdbc.sql("SELECT * FROM proof_check WHERE release_id = :release")
                .param("release", release.value())
                .query(ProofStore::read)
                .optional();
    }

    /** The releases in these states whose time has come, the longest waiting first. */
    public List<Id> due(Instant now, Collection<ReleaseState> states, int most) {
        return jdbc.sql(
                        """
                        SELECT r.id FROM release r LEFT JOIN proof_check p ON p.release_id = r.id
                        WHERE r.state IN (:states) AND r.snapshot_sha256 IS NOT NULL
                          AND (p.release_id IS NULL OR p.due_at <= :now)
                        ORDER BY p.due_at NULLS FIRST, r.id LIMIT :most
                        """)
                .param("states", states.stream().map(Enum::name).toList())
                .param("now", Rows.column(now))
                .param("most", most)
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    /** When something else was found last, for any release; empty where nobody ever looked. */
    public Optional<Instant> changedAt() {
        return time("SELECT max(changed_at) AS moment FROM proof_check");
    }

    /** When the release was looked at that nobody has looked at for longest. */
    public Optional<Instant> oldest() {
        return time(
                """
                SELECT min(p.checked_at) AS moment FROM proof_check p
                JOIN release r ON r.id = p.release_id WHERE r.state = 'APPROVED'
                """);
    }

    private Optional<Instant> time(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> Optional.ofNullable(Rows.instantOrNull(row, "moment")))
                .single();
    }

    private static ProofCheck read(ResultSet row, int number) throws SQLException {
        var signatures = row.getString("signatures");
        return new ProofCheck(
                Rows.id(row, "release_id"),
                Rows.text(row, "base"),
                Rows.instant(row, "checked_at"),
                Rows.instant(row, "changed_at"),
                signatures == null ? null : JSON.readValue(signatures, Signatures.class),
                List.of(JSON.readValue(Rows.text(row, "findings"), Finding[].class)),
                List.of(JSON.readValue(Rows.text(row, "suspected"), Finding[].class)),
                row.getString("problem"));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= 1000 ? text : text.substring(0, 999) + "…";
    }
}
