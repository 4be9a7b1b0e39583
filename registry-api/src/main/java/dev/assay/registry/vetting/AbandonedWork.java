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

    private record Taken(String release, String by) {}

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
                        SELECT task_instance, picked_by FROM scheduled_tasks
                        WHERE picked AND task_name = :vetting ORDER BY task_instance
                        """)
                .param("vetting", SchedulerVettingQueue.TASK.getTaskName())
                .query(
                        (row, number) ->
                                new Taken(
                                        Rows.text(row, "task_instance"),
                                        String.valueOf(row.getString("picked_by"))))
                .list()
                .forEach(each -> desk.interrupted(new Id(each.release()), each.by()));
        jdbc.sql(
                        """
                        UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL
                        WHERE picked
                        """)
                .update();
    }
}
