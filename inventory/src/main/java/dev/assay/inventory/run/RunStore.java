package dev.assay.inventory.run;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Finding;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Every run of every release. Callers hold the transaction, and the release's lock where they
 * write.
 */
public final class RunStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    public RunStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes that somebody wants a release to be run. */
    public RecordedRun ask(Id release, Id askedBy) {
        return add(
                release,
                askedBy,
                RunResult.notRun(RunState.WAITING, "waiting to be run", null),
                null);
    }

    /** Notes a run that was part of vetting, whose findings its delta then has. */
    public RecordedRun keep(Id release, RunResult result) {
        return add(release, null, result, now());
    }

    /** Notes how one that waited has ended. There is still something to do for it. */
    public void end(Id run, RunResult result) {
        jdbc.sql(
                        """
                        UPDATE release_run SET state = :state, said = :said, engine = :engine,
                          tools_listed = :tools, tools_reached = :reached, way = :way, manifest_sha256 = :manifest, document_sha256 = :document, evidence_sha256 = :evidence, ended_at = :now
                        WHERE id = :id
                        """)
                .param("id", run.value())
                .param("state", result.state().name())
                .param("said", shortened(result.said()))
                .param("engine", result.engine())
                .param("tools", result.tools())
                .param("reached", result.reached())
                .param("way", result.way())
                .param("manifest", hex(result.manifest()))
                .param("document", hex(result.document()))
                .param("evidence", hex(result.evidence()))
                .param("now", Rows.column(now()))
                .update();
    }

    /**
     * Notes that nothing is left to do for a run that has ended.
     *
     * @param joined whether its findings are part of the release's delta
     * @param findings those that are not
     */
    public void settle(Id run, boolean joined, List<Finding> findings) {
        jdbc.sql(
                        """
                        UPDATE release_run SET joined = :joined, findings = :findings, settled_at = :now
                        WHERE id = :id
                        """)
                .param("id", run.value())
                .param("joined", joined)
                .param("findings", JSON.writeValueAsString(findings))
                .param("now", Rows.column(now()))
                .update();
        find(run).ifPresent(found -> Touches.release(jdbc, found.releaseId()));
    }

    public Optional<RecordedRun> find(Id run) {
        return jdbc.sql("SELECT * FROM release_run WHERE id = :id")
                .param("id", run.value())
                .query(RunStore::read)
                .optional();
    }

    /** All of a release, the newest first, with one that waits. */
    public List<RecordedRun> of(Id release) {
        return jdbc.sql(
                        "SELECT * FROM release_run WHERE release_id = :release ORDER BY number DESC")
                .param("release", release.value())
                .query(RunStore::read)
                .list();
    }

    /** The newest that has ended, which is the one that counts. */
    public Optional<RecordedRun> newest(Id release) {
        return of(release).stream().filter(each -> each.endedAt() != null).findFirst();
    }

    /** The one for which there is something to do. */
    public Optional<RecordedRun> unsettled(Id release) {
        return of(release).stream().filter(each -> each.settledAt() == null).findFirst();
    }

    /** When something was last settled, for any release. */
    public Optional<Instant> changedAt() {
        return jdbc.sql("SELECT max(settled_at) AS moment FROM release_run")
                .query((row, number) -> Optional.ofNullable(Rows.instantOrNull(row, "moment")))
                .single();
    }

    private RecordedRun add(
            Id release, @Nullable Id askedBy, RunResult result, @Nullable Instant endedAt) {
        var id = Id.random();
        var ended = endedAt != null;
        jdbc.sql(
                        """
                        INSERT INTO release_run (id, release_id, number, asked_by, asked_at, state, said, engine,
                          tools_listed, tools_reached, way, manifest_sha256, document_sha256, evidence_sha256, ended_at, joined,
                          findings, settled_at)
                        SELECT :id, :release, coalesce(max(number), 0) + 1, :asker, :now, :state, :said, :engine,
                          :tools, :reached, :way, :manifest, :document, :evidence, :ended, :joined, '[]', :settled
                        FROM release_run WHERE release_id = :release
                        """)
                .param("id", id.value())
                .param("release", release.value())
                .param("asker", askedBy == null ? null : askedBy.value())
                .param("now", Rows.column(now()))
                .param("state", result.state().name())
                .param("said", shortened(result.said()))
                .param("engine", result.engine())
                .param("tools", result.tools())
                .param("reached", result.reached())
                .param("way", result.way())
                .param("manifest", hex(result.manifest()))
                .param("document", hex(result.document()))
                .param("evidence", hex(result.evidence()))
                .param("ended", Rows.column(endedAt))
                .param("joined", ended)
                .param("settled", Rows.column(endedAt))
                .update();
        if (ended) {
            Touches.release(jdbc, release);
        }
        return find(id).orElseThrow();
    }

    private static RecordedRun read(ResultSet row, int number) throws SQLException {
        return new RecordedRun(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                row.getInt("number"),
                Rows.idOrNull(row, "asked_by"),
                Rows.instant(row, "asked_at"),
                new RunResult(
                        RunState.valueOf(Rows.text(row, "state")),
                        Rows.text(row, "said"),
                        row.getObject("engine", Integer.class),
                        row.getObject("tools_listed", Integer.class),
                        row.getObject("tools_reached", Integer.class),
                        row.getString("way"),
                        digest(row, "manifest_sha256"),
                        digest(row, "document_sha256"),
                        digest(row, "evidence_sha256")),
                Rows.instantOrNull(row, "ended_at"),
                row.getBoolean("joined"),
                List.of(JSON.readValue(Rows.text(row, "findings"), Finding[].class)),
                Rows.instantOrNull(row, "settled_at"));
    }

    private static @Nullable Sha256 digest(ResultSet row, String column) throws SQLException {
        var hex = row.getString(column);
        return hex == null ? null : new Sha256(hex);
    }

    private static @Nullable String hex(@Nullable Sha256 digest) {
        return digest == null ? null : digest.hex();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** What the columns can hold of it, so that what was written is what is read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
