package dev.assay.registry.vetting;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewDesk;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work that a process had taken when it was killed. With a database that one process alone can
 * open, everything that is taken at start was abandoned, and need not be waited for until missed
 * heartbeats prove it.
 */
final class AbandonedWork {

    /**
     * How often a vetting may fail or lose its process before it is given up: what ends whoever
     * looks at it would be taken up for ever.
     */
    private static final int MOST_ENDS = 5;

    private record Taken(String release, String by, int endsBefore) {}

    private final JdbcClient jdbc;
    private final ReviewDesk desk;
    private final Deeds deeds;

    AbandonedWork(JdbcClient jdbc, ReviewDesk desk, Deeds deeds) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.deeds = deeds;
    }

    void release() {
        deeds.run(this::freed);
    }

    private void freed() {
        jdbc.sql(
                        """
                        SELECT task_instance, picked_by, consecutive_failures FROM scheduled_tasks
                        WHERE picked AND task_name = :vetting ORDER BY task_instance
                        """)
                .param("vetting", SchedulerVettingQueue.TASK.getTaskName())
                .query(
                        (row, number) ->
                                new Taken(
                                        Rows.text(row, "task_instance"),
                                        String.valueOf(row.getString("picked_by")),
                                        row.getInt("consecutive_failures")))
                .list()
                .forEach(this::freed);
        jdbc.sql(
                        """
                        UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,
                            consecutive_failures = COALESCE(consecutive_failures, 0) + 1
                        WHERE picked
                        """)
                .update();
    }

    private void freed(Taken taken) {
        var isLast = isLast(taken.endsBefore());
        lost(desk, new Id(taken.release()), taken.by(), isLast);
        if (isLast) {
            jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = :task AND task_instance = :id")
                    .param("task", SchedulerVettingQueue.TASK.getTaskName())
                    .param("id", taken.release())
                    .update();
        }
    }

    static boolean isLast(int endsBefore) {
        return endsBefore + 1 >= MOST_ENDS;
    }

    /** Puts on record that a vetting lost its process. */
    static void lost(ReviewDesk desk, Id release, String by, boolean isLast) {
        if (isLast) {
            desk.failed(
                    release,
                    "the process that vetted it ended or was not heard from ("
                            + by
                            + "), and so did those before, or they failed: "
                            + MOST_ENDS
                            + " in all. Look into the logs for what ended them, then vet again");
        } else {
            desk.interrupted(release, by);
        }
    }
}
