package dev.assay.inventory.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is on record and waits, in numbers. */
public final class Backlog {

    /**
     * @param releases how many are in each state that any is in
     * @param jobs vetting jobs that a node works on ({@code running}), that are due ({@code due})
     *     and that wait for a later time ({@code later})
     * @param dueSince since when the vetting job waits that waits longest; null where none does
     * @param reviews how many wait for people
     * @param reviewsSince since when the one waits that waits longest; null where none does
     * @param undelivered notices under way, by state
     * @param checkpoint when the audit trail was signed last; null where it never was
     */
    public record Figures(
            Map<String, Long> releases,
            Map<String, Long> jobs,
            @Nullable Instant dueSince,
            long reviews,
            @Nullable Instant reviewsSince,
            Map<String, Long> undelivered,
            @Nullable Instant checkpoint) {}

    private record Waiting(long count, @Nullable Instant since) {}

    private final JdbcClient jdbc;

    public Backlog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts, by a few statements over indexes. */
    public Figures read(Instant now) {
        var jobs = new LinkedHashMap<String, Long>();
        jobs.put("running", count("picked"));
        var due = due(now);
        jobs.put("due", due.count());
        jobs.put("later", count("NOT picked") - due.count());
        var reviews =
                waiting("SELECT COUNT(*) c, MIN(opened_at) s FROM review WHERE state = 'OPEN'");
        return new Figures(
                byState("SELECT state, COUNT(*) c FROM release GROUP BY state"),
                jobs,
                due.since(),
                reviews.count(),
                reviews.since(),
                byState(
                        "SELECT state, COUNT(*) c FROM notice_delivery"
                                + " WHERE state <> 'DELIVERED' GROUP BY state"),
                waiting("SELECT COUNT(*) c, MAX(made_at) s FROM audit_checkpoint").since());
    }

    private long count(String which) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = 'vetting' AND "
                                + which)
                .query(Long.class)
                .single();
    }

    private Waiting due(Instant now) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) c, MIN(execution_time) s FROM scheduled_tasks
                        WHERE task_name = 'vetting' AND NOT picked AND execution_time <= :now
                        """)
                .param("now", Rows.column(now))
                .query((row, number) -> new Waiting(row.getLong("c"), Rows.instantOrNull(row, "s")))
                .single();
    }

    private Waiting waiting(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> new Waiting(row.getLong("c"), Rows.instantOrNull(row, "s")))
                .single();
    }

    private Map<String, Long> byState(String sql) {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql(sql)
                .query((row, number) -> counts.put(Rows.text(row, "state"), row.getLong("c")))
                .list();
        return counts;
    }
}
