package dev.assay.inventory.task;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The tasks. Callers hold the transaction. */
public final class TaskStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public TaskStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a task.
     *
     * @return false where there is one for that key, open or closed
     */
    public boolean open(NewTask task) {
        if (task.releaseId() != null) {
            Touches.release(jdbc, task.releaseId());
        } else {
            Touches.packageOf(jdbc, task.subject());
        }
        try {
            // One statement, since PostgreSQL gives a transaction up after a duplicate key.
            return jdbc.sql(
                                    """
                                    INSERT INTO task
                                      (id, task_key, kind, subject, release_id, title, due, role, account_id, opened_at)
                                    SELECT CAST(:id AS VARCHAR(32)), CAST(:key AS VARCHAR(300)),
                                      CAST(:kind AS VARCHAR(30)), CAST(:subject AS VARCHAR(1000)),
                                      CAST(:release AS VARCHAR(32)), CAST(:title AS VARCHAR(500)),
                                      CAST(:due AS DATE), CAST(:role AS VARCHAR(30)),
                                      CAST(:account AS VARCHAR(32)), CAST(:now AS TIMESTAMP(6) WITH TIME ZONE)
                                    WHERE NOT EXISTS (SELECT 1 FROM task WHERE task_key = :key)
                                    """)
                            .param("id", Id.random().value())
                            .param("key", task.key())
                            .param("kind", task.kind().name())
                            .param("subject", task.subject())
                            .param(
                                    "release",
                                    task.releaseId() == null ? null : task.releaseId().value())
                            .param("title", shorten(task.title()))
                            .param("due", task.due())
                            .param("role", task.role().name())
                            .param(
                                    "account",
                                    task.accountId() == null ? null : task.accountId().value())
                            .param("now", Rows.column(clock.instant()))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            // Another node was quicker; or H2, which does not look at what its own transaction
            // wrote.
            return false;
        }
    }

    public Optional<Task> find(Id id) {
        return jdbc.sql("SELECT * FROM task WHERE id = :id")
                .param("id", id.value())
                .query(TaskStore::read)
                .optional();
    }

    /** What is owed, first what is due first. */
    public List<Task> open() {
        return jdbc.sql("SELECT * FROM task WHERE closed_at IS NULL ORDER BY due, opened_at, id")
                .query(TaskStore::read)
                .list();
    }

    /** What was owed about a release and is still. */
    public List<Task> open(Id release) {
        return jdbc.sql(
                        """
                        SELECT * FROM task WHERE closed_at IS NULL AND release_id = :release
                        ORDER BY due, opened_at, id
                        """)
                .param("release", release.value())
                .query(TaskStore::read)
                .list();
    }

    /** What is owed about a package or any of its releases, first what is due first. */
    public List<Task> openAbout(Purl packagePurl) {
        return jdbc.sql(
                        """
                        SELECT t.* FROM task t LEFT JOIN release r ON r.id = t.release_id
                        WHERE t.closed_at IS NULL AND (r.package_purl = :package OR t.subject = :package)
                        ORDER BY t.due, t.opened_at, t.id
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .query(TaskStore::read)
                .list();
    }

    /** What is or was owed about a package or any of its releases, first what was opened last. */
    public List<Task> about(Purl packagePurl, int most) {
        return jdbc.sql(
                        """
                        SELECT t.* FROM task t LEFT JOIN release r ON r.id = t.release_id
                        WHERE r.package_purl = :package OR t.subject = :package
                        ORDER BY t.opened_at DESC, t.id LIMIT :most
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .param("most", most)
                .query(TaskStore::read)
                .list();
    }

    /** What ended last. */
    public List<Task> closed(int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM task WHERE closed_at IS NOT NULL
                        ORDER BY closed_at DESC, id LIMIT :most
                        """)
                .param("most", most)
                .query(TaskStore::read)
                .list();
    }

    /**
     * Ends a task.
     *
     * @return false when it had ended
     */
    public boolean close(Id task, Task.Closing closing) {
        Touches.task(jdbc, task);
        return jdbc.sql(
                                """
                                UPDATE task SET closed_at = :at, signed_by = :by, note = :note,
                                  millis = :millis, evidence = :evidence
                                WHERE id = :id AND closed_at IS NULL
                                """)
                        .param("id", task.value())
                        .param("at", Rows.column(closing.at()))
                        .param("by", closing.by() == null ? null : closing.by().value())
                        .param("note", closing.note())
                        .param("millis", closing.millis())
                        .param("evidence", closing.evidence())
                        .update()
                == 1;
    }

    /** A drill begins, or begins anew: the time counts from here. */
    public void begin(Id task) {
        jdbc.sql("UPDATE task SET begun_at = :now WHERE id = :id AND closed_at IS NULL")
                .param("id", task.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Open tasks past their day that nobody was told about yet. */
    public List<Task> untoldOverdue(LocalDate today) {
        return jdbc.sql(
                        """
                        SELECT * FROM task WHERE closed_at IS NULL AND overdue_told_at IS NULL AND due < :today
                        ORDER BY due, id
                        """)
                .param("today", today)
                .query(TaskStore::read)
                .list();
    }

    /**
     * Remembers that people are told.
     *
     * @return false when that was so already
     */
    public boolean toldOverdue(Id task) {
        return jdbc.sql(
                                "UPDATE task SET overdue_told_at = :now WHERE id = :id AND overdue_told_at IS NULL")
                        .param("id", task.value())
                        .param("now", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    private static String shorten(String title) {
        return title.length() <= 500 ? title : title.substring(0, 499) + "…";
    }

    private static Task read(ResultSet row, int number) throws SQLException {
        var closed = Rows.instantOrNull(row, "closed_at");
        var millis = row.getObject("millis", Long.class);
        return new Task(
                Rows.id(row, "id"),
                Rows.text(row, "task_key"),
                TaskKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "subject"),
                Rows.idOrNull(row, "release_id"),
                Rows.text(row, "title"),
                row.getObject("due", LocalDate.class),
                Role.valueOf(Rows.text(row, "role")),
                Rows.idOrNull(row, "account_id"),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "begun_at"),
                closed == null
                        ? null
                        : new Task.Closing(
                                closed,
                                Rows.idOrNull(row, "signed_by"),
                                Rows.text(row, "note"),
                                millis,
                                row.getString("evidence")));
    }
}
