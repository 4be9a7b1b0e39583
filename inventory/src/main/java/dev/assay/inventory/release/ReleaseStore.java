package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The releases and their states. Callers hold the transaction. */
public final class ReleaseStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public ReleaseStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Remembers a release nobody asked for before, in state {@code requested}. */
    public Release add(Purl purl) {
        var now = clock.instant();
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO release (id, purl, package_purl, version, state, state_reason, created_at, updated_at)
                        VALUES (:id, :purl, :package, :version, 'REQUESTED', 'waiting to be vetted', :now, :now)
                        """)
                .param("id", id.value())
                .param("purl", purl.toString())
                .param("package", purl.withVersion(null).toString())
                .param("version", purl.exactVersion())
                .param("now", Rows.column(now))
                .update();
        Touches.release(jdbc, id);
        return find(id).orElseThrow();
    }

    public Optional<Release> find(Id id) {
        return jdbc.sql("SELECT * FROM release WHERE id = :id")
                .param("id", id.value())
                .query(ReleaseStore::read)
                .optional();
    }

    public Optional<Release> find(Purl purl) {
        return jdbc.sql("SELECT * FROM release WHERE purl = :purl")
                .param("purl", purl.toString())
                .query(ReleaseStore::read)
                .optional();
    }

    /** The release, its row held against everybody else until the transaction ends. */
    public Optional<Release> lock(Id id) {
        return jdbc.sql("SELECT * FROM release WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query(ReleaseStore::read)
                .optional();
    }

    /** All releases in any of these states, last changed first. */
    public List<Release> inStates(Collection<ReleaseState> states) {
        return jdbc.sql(
                        "SELECT * FROM release WHERE state IN (:states) ORDER BY updated_at DESC, id")
                .param("states", states.stream().map(Enum::name).toList())
                .query(ReleaseStore::read)
                .list();
    }

    /** Every known version of one package, last approved first, then last changed. */
    public List<Release> ofPackage(Purl packagePurl) {
        return jdbc.sql(
                        """
                        SELECT * FROM release WHERE package_purl = :package
                        ORDER BY approved_at DESC NULLS LAST, updated_at DESC, id
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .query(ReleaseStore::read)
                .list();
    }

    /** The same of several packages together. */
    public List<Release> ofPackages(Collection<Purl> packagePurls) {
        return jdbc.sql(
                        """
                        SELECT * FROM release WHERE package_purl IN (:packages)
                        ORDER BY approved_at DESC NULLS LAST, updated_at DESC, id
                        """)
                .param(
                        "packages",
                        packagePurls.stream()
                                .map(each -> each.withVersion(null).toString())
                                .toList())
                .query(ReleaseStore::read)
                .list();
    }

    /** The releases that a file is part of: their own or in their closure, last changed first. */
    public List<Release> with(Purl release, Sha256 bytes) {
        return jdbc.sql(
                        """
                        SELECT * FROM release WHERE purl = :purl OR id IN (
                          SELECT c.release_id FROM closure_package c LEFT JOIN artifact a ON a.integrity = c.integrity
                          WHERE c.purl = :purl OR a.sha256 = :sha256)
                        ORDER BY updated_at DESC, id
                        """)
                .param("purl", release.toString())
                .param("sha256", bytes.hex())
                .query(ReleaseStore::read)
                .list();
    }

    /**
     * Moves a release on, only if it still is in one of the states the caller expects.
     *
     * @return false when it was not: somebody else was quicker
     */
    public boolean move(Id id, Collection<ReleaseState> from, ReleaseState to, String reason) {
        var moved =
                jdbc.sql(
                                        """
                                UPDATE release SET state = :to, state_reason = :reason, updated_at = :now
                                WHERE id = :id AND state IN (:from)
                                """)
                                .param("id", id.value())
                                .param("from", from.stream().map(Enum::name).toList())
                                .param("to", to.name())
                                .param("reason", shorten(reason))
                                .param("now", Rows.column(clock.instant()))
                                .update()
                        == 1;
        if (moved) {
            Touches.release(jdbc, id);
        }
        return moved;
    }

    /** Records which bytes the release is. */
    public void fetched(Id id, Sha256 sha256, Integrity integrity) {
        jdbc.sql(
                        """
                        UPDATE release SET sha256 = :sha256, integrity = :integrity, updated_at = :now
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("sha256", sha256.hex())
                .param("integrity", integrity.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Records what a reviewer will see, and what it was compared with. */
    public void vetted(Id id, @Nullable Id baselineId, Sha256 snapshot) {
        jdbc.sql(
                        """
                        UPDATE release SET baseline_id = :baseline, snapshot_sha256 = :snapshot, updated_at = :now
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("baseline", baselineId == null ? null : baselineId.value())
                .param("snapshot", snapshot.hex())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.release(jdbc, id);
    }

    /** Records for which stage, since when and until when a release is approved. */
    public void approved(Id id, Stage stage, Instant expiresAt) {
        var now = Rows.column(clock.instant());
        jdbc.sql(
                        """
                        UPDATE release SET stage = :stage, approved_at = :now, expires_at = :expires, updated_at = :now
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("stage", stage.name())
                .param("expires", Rows.column(expiresAt))
                .param("now", now)
                .update();
        Touches.release(jdbc, id);
    }

    /**
     * Sets for which stage and until when a release is served, without calling that an approval: a
     * release that was let through is nothing to compare later versions with.
     */
    public void serve(Id id, @Nullable Stage stage, @Nullable Instant expiresAt) {
        jdbc.sql(
                        "UPDATE release SET stage = :stage, expires_at = :expires, updated_at = :now WHERE id = :id")
                .param("id", id.value())
                .param("stage", stage == null ? null : stage.name())
                .param("expires", Rows.column(expiresAt))
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.release(jdbc, id);
    }

    private static String shorten(String reason) {
        return reason.length() <= 2000 ? reason : reason.substring(0, 1999) + "…";
    }

    private static Release read(ResultSet row, int number) throws SQLException {
        var stage = row.getString("stage");
        var sha256 = row.getString("sha256");
        var integrity = row.getString("integrity");
        var snapshot = row.getString("snapshot_sha256");
        return new Release(
                Rows.id(row, "id"),
                Purl.parse(Rows.text(row, "purl")),
                ReleaseState.valueOf(Rows.text(row, "state")),
                Rows.text(row, "state_reason"),
                stage == null ? null : Stage.valueOf(stage),
                Rows.instantOrNull(row, "approved_at"),
                Rows.instantOrNull(row, "expires_at"),
                sha256 == null ? null : new Sha256(sha256),
                integrity == null ? null : new Integrity(integrity),
                Rows.idOrNull(row, "baseline_id"),
                snapshot == null ? null : new Sha256(snapshot),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
