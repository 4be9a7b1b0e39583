package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.task.Execution;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The job's row as one process took it. A process that was not heard from for a while (stopped by
 * its machine, paused, cut off from the database) may wake up after another one has taken its work
 * over: it must then write nothing more.
 */
final class Lease {

    /** Somebody else has the work now. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LostException(String task, String id) {
            super("the job " + task + " " + id + " was taken over by another process");
        }
    }

    private final JdbcClient jdbc;
    private final Execution taken;

    Lease(JdbcClient jdbc, Execution taken) {
        this.jdbc = jdbc;
        this.taken = taken;
    }

    /**
     * Goes on only where the row still is as it was taken: each taking has a version of its own.
     * Within a transaction that holds the release's lock, since whoever takes over begins by
     * locking the release, and so sees all or nothing of what this transaction writes.
     */
    void check() {
        var held =
                jdbc.sql(
                                """
                                SELECT count(*) FROM scheduled_tasks
                                WHERE task_name = :task AND task_instance = :id
                                    AND picked = TRUE AND version = :version
                                """)
                        .param("task", taken.getTaskName())
                        .param("id", taken.getId())
                        .param("version", taken.version)
                        .query(Long.class)
                        .single();
        if (held != 1) {
            throw new LostException(taken.getTaskName(), taken.getId());
        }
    }
}
