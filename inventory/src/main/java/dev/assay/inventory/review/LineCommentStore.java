package dev.assay.inventory.review;

import dev.assay.inventory.review.LineComment.Place;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Comments at lines; they are added and read, never changed. */
public final class LineCommentStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public LineCommentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public LineComment add(
            Id release, @Nullable Sha256 snapshot, Place place, Id author, String text) {
        var comment =
                new LineComment(
                        Id.random(), release, snapshot, place, author, text, clock.instant());
        jdbc.sql(
                        """
                        INSERT INTO line_comment
                          (id, release_id, snapshot_sha256, function_print, function_name, file, line,
                           line_column, line_text, author_id, text, created_at)
                        VALUES (:id, :release, :snapshot, :print, :function, :file, :line,
                           :column, :lineText, :author, :text, :now)
                        """)
                .param("id", comment.id().value())
                .param("release", release.value())
                .param("snapshot", snapshot == null ? null : snapshot.hex())
                .param("print", place.print())
                .param("function", place.function())
                .param("file", place.file())
                .param("line", place.line())
                .param("column", place.column())
                .param("lineText", place.lineText())
                .param("author", author.value())
                .param("text", text)
                .param("now", Rows.column(comment.createdAt()))
                .update();
        return comment;
    }

    /** The comments of a release, oldest first. */
    public List<LineComment> of(Id release) {
        return jdbc.sql("SELECT * FROM line_comment WHERE release_id = :release ORDER BY sequence")
                .param("release", release.value())
                .query(LineCommentStore::read)
                .list();
    }

    private static LineComment read(ResultSet row, int number) throws SQLException {
        var snapshot = row.getString("snapshot_sha256");
        return new LineComment(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                snapshot == null ? null : new Sha256(snapshot),
                new Place(
                        Rows.text(row, "function_print"),
                        Rows.text(row, "function_name"),
                        Rows.text(row, "file"),
                        row.getInt("line"),
                        row.getInt("line_column"),
                        Rows.text(row, "line_text")),
                Rows.id(row, "author_id"),
                Rows.text(row, "text"),
                Rows.instant(row, "created_at"));
    }
}
