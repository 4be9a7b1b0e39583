package dev.assay.inventory.tree;

import dev.assay.inventory.store.Rows;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The checkpoints that were signed, which only grow. */
public final class AuditCheckpointStore {

    private final JdbcClient jdbc;

    public AuditCheckpointStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last one. */
    public Optional<AuditCheckpoint> last() {
        return jdbc.sql("SELECT * FROM audit_checkpoint ORDER BY tree_size DESC LIMIT 1")
                .query(AuditCheckpointStore::read)
                .optional();
    }

    /** Those after a size, the smallest first. */
    public List<AuditCheckpoint> after(long size, int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM audit_checkpoint WHERE tree_size > :size
                        ORDER BY tree_size LIMIT :most
                        """)
                .param("size", size)
                .param("most", most)
                .query(AuditCheckpointStore::read)
                .list();
    }

    /** Keeps one. Where another node was quicker with the same size, its own is kept. */
    public void add(AuditCheckpoint checkpoint) {
        try {
            jdbc.sql(
                            """
                            INSERT INTO audit_checkpoint
                              (tree_size, sequence, head, origin, root, peaks, note, made_at)
                            VALUES (:size, :sequence, :head, :origin, :root, :peaks, :note, :at)
                            """)
                    .param("size", checkpoint.size())
                    .param("sequence", checkpoint.sequence())
                    .param("head", checkpoint.head())
                    .param("origin", checkpoint.tree().origin())
                    .param("root", checkpoint.tree().root())
                    .param("peaks", String.join(" ", checkpoint.peaks()))
                    .param("note", checkpoint.note())
                    .param("at", Rows.column(checkpoint.madeAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            // The same events were signed twice, which vouches for them all the same.
        }
    }

    private static AuditCheckpoint read(ResultSet row, int number) throws SQLException {
        return new AuditCheckpoint(
                new TreeHead(
                        Rows.text(row, "origin"), row.getLong("tree_size"), Rows.text(row, "root")),
                row.getLong("sequence"),
                Rows.text(row, "head"),
                List.of(Rows.text(row, "peaks").split(" ")),
                Rows.text(row, "note"),
                Rows.instant(row, "made_at"));
    }
}
