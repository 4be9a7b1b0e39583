package dev.assay.inventory.flaw;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.flaw.Flaw;

import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The last look at each release. Callers hold the transaction. */
public final class FlawStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    public FlawStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps a look in place of the one before.
     *
     * @param unscanned why some packages were not looked up; empty where all were
     * @return whether it found something else than that one
     */
    public boolean keep(
            Id release, Collection<String> sources, List<Flaw> flaws, String unscanned) {
        var document = JSON.writeValueAsString(flaws);
        var digest =
                Sha256.of((document + unscanned).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hex();
        var now = Rows.column(clock.instant());
        var before =
                jdbc.sql("SELECT digest FROM flaw_scan WHERE release_id = :release FOR UPDATE")
                        .param("release", release.value())
                        .query(String.class)
                        .optional();
        var same = before.filter(digest::equals).isPresent();
        var statement =
                before.isEmpty()
                        ? """
                          INSERT INTO flaw_scan
                            (release_id, scanned_at, changed_at, sources, digest, flaws, unscanned)
                          VALUES (:release, :now, :now, :sources, :digest, :flaws, :unscanned)
                          """
                        : same
                                ? """
                                  UPDATE flaw_scan SET scanned_at = :now, sources = :sources
                                  WHERE release_id = :release
                                  """
                                : """
                                  UPDATE flaw_scan SET scanned_at = :now, changed_at = :now,
                                    sources = :sources, digest = :digest, flaws = :flaws,
                                    unscanned = :unscanned
                                  WHERE release_id = :release
                                  """;
        var prepared =
                jdbc.sql(statement)
                        .param("release", release.value())
                        .param("now", now)
                        .param("sources", String.join("\n", sources));
        if (!same) {
            prepared =
                    prepared.param("digest", digest)
                            .param("flaws", document)
                            .param("unscanned", unscanned);
        }
        prepared.update();
        if (!same) {
            Touches.release(jdbc, release);
        }
        return !same;
    }

    public Optional<FlawScan> find(Id release) {
        return jdbc.sql("SELECT * FROM flaw_scan WHERE release_id = :release")
                .param("release", release.value())
                .query(FlawStore::read)
                .optional();
    }

    /** The releases in these states that nobody has looked at since a moment, oldest look first. */
    public List<Id> past(Instant since, Collection<ReleaseState> states, int most) {
        return jdbc.sql(
                        """
                        SELECT r.id FROM release r LEFT JOIN flaw_scan f ON f.release_id = r.id
                        WHERE r.state IN (:states) AND r.snapshot_sha256 IS NOT NULL
                          AND (f.release_id IS NULL OR f.scanned_at < :since)
                        ORDER BY f.scanned_at NULLS FIRST, r.id LIMIT :most
                        """)
                .param("states", states.stream().map(Enum::name).toList())
                .param("since", Rows.column(since))
                .param("most", most)
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    /** When something else was found last, for any release; empty where nobody ever looked. */
    public Optional<Instant> changedAt() {
        return jdbc.sql("SELECT max(changed_at) AS changed_at FROM flaw_scan")
                .query((row, number) -> Optional.ofNullable(Rows.instantOrNull(row, "changed_at")))
                .single();
    }

    private static FlawScan read(ResultSet row, int number) throws SQLException {
        return new FlawScan(
                Rows.id(row, "release_id"),
                Rows.instant(row, "scanned_at"),
                Rows.instant(row, "changed_at"),
                List.of(Rows.text(row, "sources").split("\n")),
                List.of(JSON.readValue(Rows.text(row, "flaws"), Flaw[].class)),
                Rows.text(row, "unscanned"));
    }
}
