package dev.assay.inventory.policy;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the policy in force says of each release: an index over snapshots, so that pages need not
 * judge everything to count. Callers hold the transaction.
 */
public final class JudgementStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public JudgementStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps the judgement of a release, in place of an earlier one.
     *
     * @param broken the rules that do not hold, by id, with how they came out
     */
    public void keep(
            Id release,
            Sha256 snapshot,
            Sha256 policy,
            Verdict verdict,
            int unmet,
            Map<String, String> broken) {
        for (var table : List.of("judgement_rule", "judgement")) {
            jdbc.sql("DELETE FROM " + table + " WHERE release_id = :release")
                    .param("release", release.value())
                    .update();
        }
        jdbc.sql(
                        """
                        INSERT INTO judgement
                          (release_id, snapshot_sha256, policy_sha256, verdict, unmet, judged_at)
                        VALUES (:release, :snapshot, :policy, :verdict, :unmet, :now)
                        """)
                .param("release", release.value())
                .param("snapshot", snapshot.hex())
                .param("policy", policy.hex())
                .param("verdict", verdict.name())
                .param("unmet", unmet)
                .param("now", Rows.column(clock.instant()))
                .update();
        broken.forEach(
                (rule, outcome) ->
                        jdbc.sql(
                                        """
                                        INSERT INTO judgement_rule (release_id, rule_id, outcome)
                                        VALUES (:release, :rule, :outcome)
                                        """)
                                .param("release", release.value())
                                .param("rule", rule)
                                .param("outcome", outcome)
                                .update());
    }

    public Optional<StoredJudgement> find(Id release) {
        return jdbc.sql("SELECT * FROM judgement WHERE release_id = :release")
                .param("release", release.value())
                .query(JudgementStore::read)
                .optional();
    }

    /** The rules that did not hold of a release when it was judged last, by id. */
    public Set<String> broken(Id release) {
        return Set.copyOf(
                jdbc.sql("SELECT rule_id FROM judgement_rule WHERE release_id = :release")
                        .param("release", release.value())
                        .query((row, number) -> Rows.text(row, "rule_id"))
                        .list());
    }

    /**
     * The releases in these states that were judged under another policy, as they were before, or
     * before other flaws of theirs were known, before what proved them was lost, or before their
     * vendor's bill of materials came.
     */
    public List<Id> past(Sha256 policy, Collection<ReleaseState> states) {
        return jdbc.sql(
                        """
                        SELECT r.id FROM release r LEFT JOIN judgement j ON j.release_id = r.id
                        LEFT JOIN flaw_scan f ON f.release_id = r.id
                        LEFT JOIN proof_check p ON p.release_id = r.id
                        WHERE r.state IN (:states) AND r.snapshot_sha256 IS NOT NULL
                          AND (j.release_id IS NULL OR j.policy_sha256 <> :policy
                               OR j.snapshot_sha256 <> r.snapshot_sha256
                               OR f.changed_at > j.judged_at OR p.changed_at > j.judged_at
                               OR EXISTS (SELECT 1 FROM vendor_bom b
                                          WHERE b.release_id = r.id AND b.at > j.judged_at)
                               OR EXISTS (SELECT 1 FROM release_run u
                                          WHERE u.release_id = r.id AND u.settled_at > j.judged_at))
                        ORDER BY r.updated_at DESC, r.id
                        """)
                .param("policy", policy.hex())
                .param("states", names(states))
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    /** How many releases in these states were judged under a policy. */
    public int judged(Sha256 policy, Collection<ReleaseState> states) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM judgement j JOIN release r ON r.id = j.release_id
                        WHERE j.policy_sha256 = :policy AND r.state IN (:states)
                        """)
                .param("policy", policy.hex())
                .param("states", names(states))
                .query(Integer.class)
                .single();
    }

    /** How many releases in these states break each rule of a policy. */
    public Map<String, Integer> broken(Sha256 policy, Collection<ReleaseState> states) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql(
                        """
                        SELECT b.rule_id, count(*) AS times
                        FROM judgement_rule b
                        JOIN judgement j ON j.release_id = b.release_id
                        JOIN release r ON r.id = j.release_id
                        WHERE j.policy_sha256 = :policy AND r.state IN (:states)
                        GROUP BY b.rule_id
                        """)
                .param("policy", policy.hex())
                .param("states", names(states))
                .query(
                        row -> {
                            counts.put(Rows.text(row, "rule_id"), row.getInt("times"));
                        });
        return counts;
    }

    /** The releases in these states that break a rule of a policy, by name. */
    public List<Id> breaking(
            Sha256 policy, String rule, Collection<ReleaseState> states, int limit) {
        return jdbc.sql(
                        """
                        SELECT j.release_id FROM judgement_rule b
                        JOIN judgement j ON j.release_id = b.release_id
                        JOIN release r ON r.id = j.release_id
                        WHERE j.policy_sha256 = :policy AND b.rule_id = :rule AND r.state IN (:states)
                        ORDER BY r.purl LIMIT :limit
                        """)
                .param("policy", policy.hex())
                .param("rule", rule)
                .param("states", names(states))
                .param("limit", limit)
                .query((row, number) -> Rows.id(row, "release_id"))
                .list();
    }

    /** The approved releases that a policy would let nobody approve now, by name. */
    public List<StoredJudgement> approvedAgainst(Sha256 policy, int limit) {
        return jdbc.sql(
                        """
                        SELECT j.* FROM judgement j JOIN release r ON r.id = j.release_id
                        WHERE j.policy_sha256 = :policy AND r.state = 'APPROVED'
                          AND (j.verdict = 'BLOCK' OR j.unmet > 0)
                        ORDER BY r.purl LIMIT :limit
                        """)
                .param("policy", policy.hex())
                .param("limit", limit)
                .query(JudgementStore::read)
                .list();
    }

    private static List<String> names(Collection<ReleaseState> states) {
        return states.stream().map(Enum::name).toList();
    }

    private static StoredJudgement read(ResultSet row, int number) throws SQLException {
        return new StoredJudgement(
                Rows.id(row, "release_id"),
                new Sha256(Rows.text(row, "snapshot_sha256")),
                new Sha256(Rows.text(row, "policy_sha256")),
                Verdict.valueOf(Rows.text(row, "verdict")),
                row.getInt("unmet"),
                Rows.instant(row, "judged_at"));
    }
}
