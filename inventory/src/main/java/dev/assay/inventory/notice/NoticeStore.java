package dev.assay.inventory.notice;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The outbox. What is added is told if, and only if, the caller's transaction is committed. */
public final class NoticeStore {

    private static final String DELIVERIES =
            """
            SELECT d.*, n.event, n.subject, n.detail, n.at
            FROM notice_delivery d JOIN notice n ON n.id = d.notice_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public NoticeStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void add(NoticeEvent event, String subject, String detail) {
        jdbc.sql(
                        """
                        INSERT INTO notice (id, event, subject, detail, at)
                        VALUES (:id, :event, :subject, :detail, :now)
                        """)
                .param("id", Id.random().value())
                .param("event", event.name())
                .param("subject", subject)
                .param("detail", detail.length() <= 4000 ? detail : detail.substring(0, 4000))
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Those that are on their way to nobody yet, oldest first. */
    public List<Notice> unspread(int most) {
        return jdbc.sql("SELECT * FROM notice WHERE spread_at IS NULL ORDER BY at, id LIMIT :most")
                .param("most", most)
                .query((row, number) -> readNotice(row, "id"))
                .list();
    }

    /** Sends a notice on its way to a place. */
    public void send(Notice notice, String channel, String target) {
        jdbc.sql(
                        """
                        INSERT INTO notice_delivery (id, notice_id, channel, target, state, next_try_at)
                        VALUES (:id, :notice, :channel, :target, 'WAITING', :now)
                        """)
                .param("id", Id.random().value())
                .param("notice", notice.id().value())
                .param("channel", channel)
                .param("target", target)
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** A notice is on its way to everybody it concerns. */
    public void spread(Notice notice) {
        jdbc.sql("UPDATE notice SET spread_at = :now WHERE id = :id")
                .param("id", notice.id().value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Deliveries whose time has come, the longest waiting first. */
    public List<Delivery> due(int most) {
        return jdbc.sql(
                        DELIVERIES
                                + " WHERE state = 'WAITING' AND next_try_at <= :now"
                                + " ORDER BY next_try_at, d.id LIMIT :most")
                .param("now", Rows.column(clock.instant()))
                .param("most", most)
                .query(NoticeStore::readDelivery)
                .list();
    }

    /** The last deliveries, newest first, those that are dead before all. */
    public List<Delivery> latest(int most) {
        return jdbc.sql(
                        DELIVERIES
                                + " ORDER BY CASE state WHEN 'DEAD' THEN 0 WHEN 'WAITING' THEN 1 ELSE 2 END,"
                                + " n.at DESC, d.id LIMIT :most")
                .param("most", most)
                .query(NoticeStore::readDelivery)
                .list();
    }

    public void delivered(Id delivery) {
        jdbc.sql(
                        """
                        UPDATE notice_delivery
                        SET state = 'DELIVERED', tries = tries + 1, ended_at = :now, problem = NULL
                        WHERE id = :id
                        """)
                .param("id", delivery.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** A try failed, and there will be another. */
    public void failed(Id delivery, String problem, Instant next) {
        jdbc.sql(
                        """
                        UPDATE notice_delivery SET tries = tries + 1, problem = :problem, next_try_at = :next
                        WHERE id = :id
                        """)
                .param("id", delivery.value())
                .param("problem", shorten(problem))
                .param("next", Rows.column(next))
                .update();
    }

    /** A try failed, and it was the last. */
    public void dead(Id delivery, String problem) {
        jdbc.sql(
                        """
                        UPDATE notice_delivery
                        SET state = 'DEAD', tries = tries + 1, problem = :problem, ended_at = :now
                        WHERE id = :id
                        """)
                .param("id", delivery.value())
                .param("problem", shorten(problem))
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /**
     * Has a dead delivery tried again.
     *
     * @return false where it is not dead
     */
    public boolean revive(Id delivery) {
        return jdbc.sql(
                                """
                                UPDATE notice_delivery
                                SET state = 'WAITING', tries = 0, ended_at = NULL, next_try_at = :now
                                WHERE id = :id AND state = 'DEAD'
                                """)
                        .param("id", delivery.value())
                        .param("now", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    private static String shorten(String problem) {
        return problem.length() <= 1000 ? problem : problem.substring(0, 1000);
    }

    private static Notice readNotice(ResultSet row, String id) throws SQLException {
        return new Notice(
                Rows.id(row, id),
                NoticeEvent.valueOf(Rows.text(row, "event")),
                Rows.text(row, "subject"),
                Rows.text(row, "detail"),
                Rows.instant(row, "at"));
    }

    private static Delivery readDelivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                Rows.id(row, "id"),
                readNotice(row, "notice_id"),
                Rows.text(row, "channel"),
                Rows.text(row, "target"),
                Delivery.State.valueOf(Rows.text(row, "state")),
                row.getInt("tries"),
                Rows.instant(row, "next_try_at"),
                Rows.instantOrNull(row, "ended_at"),
                row.getString("problem"));
    }
}
