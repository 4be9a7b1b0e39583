package dev.assay.inventory.task;

import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rehearsals that were held. */
public final class DrillStore {

    private final JdbcClient jdbc;

    public DrillStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Drill drill) {
        jdbc.sql(
                        """
                        INSERT INTO drill (id, release_id, account_id, task_id, began_at, millis, asked, answer)
                        VALUES (:id, :release, :account, :task, :began, :millis, :asked, :answer)
                        """)
                .param("id", drill.id().value())
                .param("release", drill.releaseId().value())
                .param("account", drill.accountId().value())
                .param("task", drill.taskId() == null ? null : drill.taskId().value())
                .param("began", Rows.column(drill.beganAt()))
                .param("millis", drill.millis())
                .param("asked", drill.asked())
                .param(
                        "answer",
                        drill.answer().length() <= 1000
                                ? drill.answer()
                                : drill.answer().substring(0, 1000))
                .update();
    }

    /** Newest first. */
    public List<Drill> latest(int most) {
        return jdbc.sql("SELECT * FROM drill ORDER BY began_at DESC, id LIMIT :most")
                .param("most", most)
                .query(DrillStore::read)
                .list();
    }

    private static Drill read(ResultSet row, int number) throws SQLException {
        var read = row.getLong("millis");
        var millis = row.wasNull() ? null : Long.valueOf(read);
        return new Drill(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.id(row, "account_id"),
                Rows.idOrNull(row, "task_id"),
                Rows.instant(row, "began_at"),
                millis,
                row.getInt("asked"),
                Rows.text(row, "answer"));
    }
}
