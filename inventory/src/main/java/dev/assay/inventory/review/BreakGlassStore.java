package dev.assay.inventory.review;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was let through in an emergency. Callers hold the transaction. */
public final class BreakGlassStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public BreakGlassStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records that a release is let through.
     *
     * @param before the release as it stands, which it goes back to
     */
    public BreakGlass open(Release before, Id actor, String reason, Stage stage, Instant expires) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO break_glass
                          (id, release_id, actor_id, reason, stage, opened_at, expires_at,
                           before_state, before_reason, before_stage, before_expires_at)
                        VALUES (:id, :release, :actor, :reason, :stage, :now, :expires,
                           :beforeState, :beforeReason, :beforeStage, :beforeExpires)
                        """)
                .param("id", id.value())
                .param("release", before.id().value())
                .param("actor", actor.value())
                .param("reason", reason)
                .param("stage", stage.name())
                .param("now", Rows.column(clock.instant()))
                .param("expires", Rows.column(expires))
                .param("beforeState", before.state().name())
                .param("beforeReason", before.stateReason())
                .param("beforeStage", before.stage() == null ? null : before.stage().name())
                .param("beforeExpires", Rows.column(before.expiresAt()))
                .update();
        Touches.release(jdbc, before.id());
        return find(id).orElseThrow();
    }

    /** Says that it counts no more. */
    public void end(Id id) {
        jdbc.sql("UPDATE break_glass SET ended_at = :now WHERE id = :id AND ended_at IS NULL")
                .param("id", id.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.glass(jdbc, id);
    }

    /**
     * Records the look afterwards.
     *
     * @return false when somebody was quicker
     * @throws org.springframework.dao.DataIntegrityViolationException when it is the one who opened
     *     it
     */
    public boolean close(Id id, Id closer, String postReview) {
        Touches.glass(jdbc, id);
        return jdbc.sql(
                                """
                                UPDATE break_glass SET closed_by = :closer, post_review = :text, closed_at = :now
                                WHERE id = :id AND closed_at IS NULL
                                """)
                        .param("id", id.value())
                        .param("closer", closer.value())
                        .param("text", postReview)
                        .param("now", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    public Optional<BreakGlass> find(Id id) {
        return jdbc.sql("SELECT * FROM break_glass WHERE id = :id")
                .param("id", id.value())
                .query(BreakGlassStore::read)
                .optional();
    }

    /** The one that lets a release through, or has let it through and was not ended yet. */
    public Optional<BreakGlass> running(Id release) {
        return jdbc.sql(
                        "SELECT * FROM break_glass WHERE release_id = :release AND ended_at IS NULL")
                .param("release", release.value())
                .query(BreakGlassStore::read)
                .optional();
    }

    /** All that were ever opened, newest first. */
    public List<BreakGlass> all() {
        return jdbc.sql("SELECT * FROM break_glass ORDER BY opened_at DESC, id")
                .query(BreakGlassStore::read)
                .list();
    }

    /** Those nobody has looked at afterwards, oldest first. */
    public List<BreakGlass> owed() {
        return jdbc.sql("SELECT * FROM break_glass WHERE closed_at IS NULL ORDER BY opened_at, id")
                .query(BreakGlassStore::read)
                .list();
    }

    private static BreakGlass read(ResultSet row, int number) throws SQLException {
        var stage = row.getString("before_stage");
        return new BreakGlass(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.id(row, "actor_id"),
                Rows.text(row, "reason"),
                Stage.valueOf(Rows.text(row, "stage")),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "expires_at"),
                new BreakGlass.Before(
                        ReleaseState.valueOf(Rows.text(row, "before_state")),
                        Rows.text(row, "before_reason"),
                        stage == null ? null : Stage.valueOf(stage),
                        Rows.instantOrNull(row, "before_expires_at")),
                Rows.instantOrNull(row, "ended_at"),
                Rows.idOrNull(row, "closed_by"),
                row.getString("post_review"),
                Rows.instantOrNull(row, "closed_at"));
    }
}
