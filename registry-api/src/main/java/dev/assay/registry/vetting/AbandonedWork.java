package dev.assay.registry.vetting;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work that a process had taken when it was killed. With a database that one process alone can
 * open, everything that is taken at start was abandoned, and need not be waited for until missed
 * heartbeats prove it.
 */
final class AbandonedWork {

    private final JdbcClient jdbc;

    AbandonedWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void release() {
        jdbc.sql(
                        """
                        UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL
                        WHERE picked
                        """)
                .update();
    }
}
