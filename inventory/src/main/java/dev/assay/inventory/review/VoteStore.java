package dev.assay.inventory.review;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The votes of the reviewers. Callers hold the transaction. */
public final class VoteStore {

    private final JdbcClient jdbc;

    public VoteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records a vote, which stands. The database refuses one by the review's requester or last
     * editor, a second one by the same person, and one on anything else than what the review shows.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when the database refuses it
     */
    public void give(Vote vote, Review review) {
        jdbc.sql(
                        """
                        INSERT INTO vote
                          (id, review_id, requester_id, last_editor_id, approver_id, role, snapshot_sha256,
                           standing_sha256, stage, approval_days, conditions, reason, given_at)
                        VALUES (:id, :review, :requester, :editor, :approver, :role, :snapshot,
                           :snapshot, :stage, :days, :conditions, :reason, :given)
                        """)
                .param("id", vote.id().value())
                .param("review", review.id().value())
                .param("requester", review.requesterId().value())
                .param("editor", review.lastEditorId().value())
                .param("approver", vote.approverId().value())
                .param("role", vote.role().name())
                .param("snapshot", vote.snapshotSha256().hex())
                .param("stage", vote.stage().name())
                .param("days", vote.approvalDays())
                .param("conditions", String.join("\n", vote.conditions()))
                .param("reason", vote.reason())
                .param("given", Rows.column(vote.givenAt()))
                .update();
        Touches.review(jdbc, review.id());
    }

    /**
     * Lets the votes of a review count no more; they stay on record.
     *
     * @return how many stood until now
     */
    public int voidAll(Id review, String reason) {
        Touches.review(jdbc, review);
        return jdbc.sql(
                        """
                        UPDATE vote SET standing_sha256 = NULL, void_reason = :reason
                        WHERE review_id = :review AND standing_sha256 IS NOT NULL
                        """)
                .param("review", review.value())
                .param("reason", reason)
                .update();
    }

    /** Every vote of a review, in the order they were given; void ones too. */
    public List<Vote> votes(Id review) {
        return jdbc.sql("SELECT * FROM vote WHERE review_id = :review ORDER BY sequence")
                .param("review", review.value())
                .query(VoteStore::read)
                .list();
    }

    private static Vote read(ResultSet row, int number) throws SQLException {
        return new Vote(
                Rows.id(row, "id"),
                Rows.id(row, "review_id"),
                Rows.id(row, "approver_id"),
                Role.valueOf(Rows.text(row, "role")),
                new Sha256(Rows.text(row, "snapshot_sha256")),
                Stage.valueOf(Rows.text(row, "stage")),
                row.getInt("approval_days"),
                Rows.text(row, "conditions").lines().toList(),
                Rows.text(row, "reason"),
                Rows.instant(row, "given_at"),
                row.getString("void_reason"));
    }
}
