package dev.assay.inventory.dpia;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The assessments. Nothing is changed or removed. Callers hold the transaction, and the lock. */
public final class DpiaStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public DpiaStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds one, without a snapshot. */
    public Dpia add(String title, Id actor) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO dpia (id, title, created_by, created_at) VALUES (:id, :title, :actor, :now)
                        """)
                .param("id", id.value())
                .param("title", title)
                .param("actor", actor.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    public Optional<Dpia> find(Id id) {
        return jdbc.sql("SELECT * FROM dpia WHERE id = :id")
                .param("id", id.value())
                .query(DpiaStore::readDpia)
                .optional();
    }

    /** One, held against everybody else until the transaction ends. */
    public Optional<Dpia> lock(Id id) {
        return jdbc.sql("SELECT * FROM dpia WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query(DpiaStore::readDpia)
                .optional();
    }

    /** All of them, newest first. */
    public List<Dpia> all(int most) {
        return jdbc.sql("SELECT * FROM dpia ORDER BY created_at DESC, id LIMIT :most")
                .param("most", most)
                .query(DpiaStore::readDpia)
                .list();
    }

    /** Those whose last snapshot has the server, newest first. */
    public List<Dpia> about(Id server) {
        return jdbc.sql(
                        """
                        SELECT d.* FROM dpia d JOIN dpia_server s ON s.dpia_id = d.id
                        WHERE s.server_id = :server
                          AND s.number = (SELECT MAX(l.number) FROM dpia_snapshot l WHERE l.dpia_id = d.id)
                        ORDER BY d.created_at DESC, d.id
                        """)
                .param("server", server.value())
                .query(DpiaStore::readDpia)
                .list();
    }

    /** Has an assessment be made from these records from now on. */
    public DpiaSnapshot pin(
            Id dpia, Sha256 records, String template, List<DpiaSnapshot.Pinned> servers, Id actor) {
        var number = next("dpia_snapshot", dpia);
        jdbc.sql(
                        """
                        INSERT INTO dpia_snapshot (dpia_id, number, sha256, template, taken_by, taken_at)
                        VALUES (:dpia, :number, :sha256, :template, :actor, :now)
                        """)
                .param("dpia", dpia.value())
                .param("number", number)
                .param("sha256", records.hex())
                .param("template", template)
                .param("actor", actor.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        for (var each : servers) {
            jdbc.sql(
                            """
                            INSERT INTO dpia_server (dpia_id, number, server_id, package_purl, record_sha256)
                            VALUES (:dpia, :number, :server, :purl, :sha256)
                            """)
                    .param("dpia", dpia.value())
                    .param("number", number)
                    .param("server", each.server().value())
                    .param("purl", each.purl())
                    .param("sha256", each.sha256().hex())
                    .update();
        }
        return snapshots(dpia).getLast();
    }

    /** The snapshots of one, the one that holds last. */
    public List<DpiaSnapshot> snapshots(Id dpia) {
        return jdbc
                .sql("SELECT * FROM dpia_snapshot WHERE dpia_id = :dpia ORDER BY number")
                .param("dpia", dpia.value())
                .query((row, index) -> readSnapshot(row))
                .list()
                .stream()
                .map(each -> with(servers(dpia, each.number()), each))
                .toList();
    }

    public void answer(Id dpia, String part, String text, Id actor) {
        jdbc.sql(
                        """
                        INSERT INTO dpia_answer (dpia_id, number, part, answer, written_by, written_at)
                        VALUES (:dpia, :number, :part, :answer, :actor, :now)
                        """)
                .param("dpia", dpia.value())
                .param("number", next("dpia_answer", dpia))
                .param("part", part)
                .param("answer", text)
                .param("actor", actor.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** All that was ever written, in order: of one part, the last holds. */
    public List<DpiaAnswer> answers(Id dpia) {
        return jdbc.sql("SELECT * FROM dpia_answer WHERE dpia_id = :dpia ORDER BY number")
                .param("dpia", dpia.value())
                .query(
                        (row, index) ->
                                new DpiaAnswer(
                                        row.getInt("number"),
                                        Rows.text(row, "part"),
                                        Rows.text(row, "answer"),
                                        Rows.id(row, "written_by"),
                                        Rows.instant(row, "written_at")))
                .list();
    }

    public void confirm(Id dpia, String section, Sha256 content, Id actor) {
        jdbc.sql(
                        """
                        INSERT INTO dpia_confirmation (dpia_id, number, section, sha256, confirmed_by, confirmed_at)
                        VALUES (:dpia, :number, :section, :sha256, :actor, :now)
                        """)
                .param("dpia", dpia.value())
                .param("number", next("dpia_confirmation", dpia))
                .param("section", section)
                .param("sha256", content.hex())
                .param("actor", actor.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** All confirmations there ever were, in order. */
    public List<DpiaConfirmation> confirmations(Id dpia) {
        return jdbc.sql("SELECT * FROM dpia_confirmation WHERE dpia_id = :dpia ORDER BY number")
                .param("dpia", dpia.value())
                .query(
                        (row, index) ->
                                new DpiaConfirmation(
                                        row.getInt("number"),
                                        Rows.text(row, "section"),
                                        new Sha256(Rows.text(row, "sha256")),
                                        Rows.id(row, "confirmed_by"),
                                        Rows.instant(row, "confirmed_at")))
                .list();
    }

    /**
     * Records an outcome.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where something is overruled
     *     or departed from without a reason
     */
    public void conclude(Id dpia, String kind, String word, String reason, Sha256 content, Id by) {
        jdbc.sql(
                        """
                        INSERT INTO dpia_outcome (dpia_id, number, kind, word, reason, sha256, given_by, given_at)
                        VALUES (:dpia, :number, :kind, :word, :reason, :sha256, :actor, :now)
                        """)
                .param("dpia", dpia.value())
                .param("number", next("dpia_outcome", dpia))
                .param("kind", kind)
                .param("word", word)
                .param("reason", reason)
                .param("sha256", content.hex())
                .param("actor", by.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** All outcomes there ever were, in order: of one kind, the last holds. */
    public List<DpiaOutcome> outcomes(Id dpia) {
        return jdbc.sql("SELECT * FROM dpia_outcome WHERE dpia_id = :dpia ORDER BY number")
                .param("dpia", dpia.value())
                .query(
                        (row, index) ->
                                new DpiaOutcome(
                                        row.getInt("number"),
                                        Rows.text(row, "kind"),
                                        Rows.text(row, "word"),
                                        Rows.text(row, "reason"),
                                        new Sha256(Rows.text(row, "sha256")),
                                        Rows.id(row, "given_by"),
                                        Rows.instant(row, "given_at")))
                .list();
    }

    private int next(String table, Id dpia) {
        return jdbc.sql(
                        "SELECT COALESCE(MAX(number), 0) + 1 FROM "
                                + table
                                + " WHERE dpia_id = :dpia")
                .param("dpia", dpia.value())
                .query(Integer.class)
                .single();
    }

    private List<DpiaSnapshot.Pinned> servers(Id dpia, int snapshot) {
        return jdbc.sql(
                        """
                        SELECT * FROM dpia_server WHERE dpia_id = :dpia AND number = :number
                        ORDER BY package_purl, server_id
                        """)
                .param("dpia", dpia.value())
                .param("number", snapshot)
                .query(
                        (row, index) ->
                                new DpiaSnapshot.Pinned(
                                        Rows.id(row, "server_id"),
                                        Rows.text(row, "package_purl"),
                                        new Sha256(Rows.text(row, "record_sha256"))))
                .list();
    }

    private static DpiaSnapshot with(List<DpiaSnapshot.Pinned> servers, DpiaSnapshot snapshot) {
        return new DpiaSnapshot(
                snapshot.number(),
                snapshot.sha256(),
                snapshot.template(),
                snapshot.takenBy(),
                snapshot.takenAt(),
                servers);
    }

    private static DpiaSnapshot readSnapshot(ResultSet row) throws SQLException {
        return new DpiaSnapshot(
                row.getInt("number"),
                new Sha256(Rows.text(row, "sha256")),
                Rows.text(row, "template"),
                Rows.id(row, "taken_by"),
                Rows.instant(row, "taken_at"),
                List.of());
    }

    private static Dpia readDpia(ResultSet row, int index) throws SQLException {
        return new Dpia(
                Rows.id(row, "id"),
                Rows.text(row, "title"),
                Rows.id(row, "created_by"),
                Rows.instant(row, "created_at"));
    }
}
