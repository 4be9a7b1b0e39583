package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The waivers. Callers hold the transaction. */
public final class WaiverStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public WaiverStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records that a waiver is asked for.
     *
     * @param evidence the digest of the places where it stands, and {@code places} for people
     * @param days for how long
     */
    public Waiver ask(
            Id release,
            Waiver.TargetKind kind,
            String target,
            String title,
            String evidence,
            String places,
            Id asker,
            String reason,
            String control,
            int days) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO waiver
                          (id, release_id, target_kind, target, title, evidence, places, state, asker_id, reason, control, days, asked_at)
                        VALUES (:id, :release, :kind, :target, :title, :evidence, :places, 'ASKED', :asker, :reason, :control, :days, :now)
                        """)
                .param("id", id.value())
                .param("release", release.value())
                .param("kind", kind.name())
                .param("target", target)
                .param("title", title.length() <= 1000 ? title : title.substring(0, 999) + "…")
                .param("evidence", evidence)
                .param("places", places.length() <= 2000 ? places : places.substring(0, 1999) + "…")
                .param("asker", asker.value())
                .param("reason", reason)
                .param("control", control)
                .param("days", days)
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.release(jdbc, release);
        return find(id).orElseThrow();
    }

    /**
     * Moves a waiver on.
     *
     * @param expires for one that is granted
     * @return false when it was not in that state any more
     * @throws org.springframework.dao.DataIntegrityViolationException when its asker grants it
     */
    public boolean decide(
            Id id,
            Waiver.State from,
            Waiver.State to,
            Id decider,
            String reason,
            @Nullable Instant expires) {
        Touches.waiver(jdbc, id);
        return jdbc.sql(
                                """
                                UPDATE waiver
                                SET state = :to, decider_id = :decider, decision_reason = :reason, decided_at = :now,
                                    expires_at = :expires
                                WHERE id = :id AND state = :from
                                """)
                        .param("id", id.value())
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("decider", decider.value())
                        .param("reason", reason)
                        .param("now", Rows.column(clock.instant()))
                        .param("expires", Rows.column(expires))
                        .update()
                == 1;
    }

    /** Says of a granted waiver that its time is over. */
    public boolean expire(Id id) {
        Touches.waiver(jdbc, id);
        return jdbc.sql("UPDATE waiver SET state = 'EXPIRED' WHERE id = :id AND state = 'GRANTED'")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /**
     * Says of one that is asked for or granted that what it is for is no longer there as it was.
     *
     * @param reason what is otherwise
     */
    public boolean lapse(Id id, String reason) {
        return jdbc.sql(
                                """
                                UPDATE waiver SET state = 'LAPSED', decision_reason = :reason
                                WHERE id = :id AND state IN ('ASKED', 'GRANTED')
                                """)
                        .param("id", id.value())
                        .param("reason", reason)
                        .update()
                == 1;
    }

    public Optional<Waiver> find(Id id) {
        return jdbc.sql("SELECT * FROM waiver WHERE id = :id")
                .param("id", id.value())
                .query(WaiverStore::read)
                .optional();
    }

    /** The waivers of a release, newest first. */
    public List<Waiver> of(Id release) {
        return jdbc.sql(
                        "SELECT * FROM waiver WHERE release_id = :release ORDER BY asked_at DESC, id")
                .param("release", release.value())
                .query(WaiverStore::read)
                .list();
    }

    /** All waivers in a state, the one that ends or was asked for first before the others. */
    public List<Waiver> in(Waiver.State state) {
        return jdbc.sql(
                        "SELECT * FROM waiver WHERE state = :state ORDER BY expires_at, asked_at, id")
                .param("state", state.name())
                .query(WaiverStore::read)
                .list();
    }

    private static Waiver read(ResultSet row, int number) throws SQLException {
        return new Waiver(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Waiver.TargetKind.valueOf(Rows.text(row, "target_kind")),
                Rows.text(row, "target"),
                Rows.text(row, "title"),
                row.getString("evidence"),
                row.getString("places"),
                Waiver.State.valueOf(Rows.text(row, "state")),
                Rows.id(row, "asker_id"),
                Rows.text(row, "reason"),
                Rows.text(row, "control"),
                row.getInt("days"),
                Rows.instant(row, "asked_at"),
                Rows.idOrNull(row, "decider_id"),
                row.getString("decision_reason"),
                Rows.instantOrNull(row, "decided_at"),
                Rows.instantOrNull(row, "expires_at"));
    }
}
