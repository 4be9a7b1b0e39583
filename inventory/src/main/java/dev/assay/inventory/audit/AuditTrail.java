package dev.assay.inventory.audit;

import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * The append-only record of what people and the service did. An event is written in the transaction
 * of what it records, so there is neither a deed without an event nor an event without its deed.
 */
public final class AuditTrail {

    /** The actor of what the service does on its own. */
    public static final String SERVICE = "assay";

    /** Hears of an event in the transaction that writes it, and writes nothing to the trail. */
    @FunctionalInterface
    public interface Listener {

        void appended(String actor, String action, String subject, String detail);
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Listener listener;

    public AuditTrail(JdbcClient jdbc, Clock clock) {
        this(jdbc, clock, (actor, action, subject, detail) -> {});
    }

    public AuditTrail(JdbcClient jdbc, Clock clock, Listener listener) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.listener = listener;
    }

    public void append(String actor, String action, String subject, String detail) {
        jdbc.sql(
                        """
                        INSERT INTO audit_event (at, actor, action, subject, detail)
                        VALUES (:now, :actor, :action, :subject, :detail)
                        """)
                .param("now", Rows.column(clock.instant()))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("detail", detail.length() <= 4000 ? detail : detail.substring(0, 3999) + "…")
                .update();
        listener.appended(actor, action, subject, detail);
    }

    /** What happened to one subject, oldest first. */
    public List<AuditEvent> of(String subject) {
        return jdbc.sql("SELECT * FROM audit_event WHERE subject = :subject ORDER BY sequence")
                .param("subject", subject)
                .query(AuditTrail::read)
                .list();
    }

    /** The last events, newest first. */
    public List<AuditEvent> latest(int limit) {
        return jdbc.sql("SELECT * FROM audit_event ORDER BY sequence DESC LIMIT :limit")
                .param("limit", limit)
                .query(AuditTrail::read)
                .list();
    }

    private static AuditEvent read(ResultSet row, int number) throws SQLException {
        return new AuditEvent(
                row.getLong("sequence"),
                Rows.instant(row, "at"),
                Rows.text(row, "actor"),
                Rows.text(row, "action"),
                Rows.text(row, "subject"),
                Rows.text(row, "detail"));
    }
}
