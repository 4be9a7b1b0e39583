package dev.assay.inventory.watch;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The watched packages. Each write stands alone. */
public final class WatchStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public WatchStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Packages with an approved release that are not watched yet. */
    public List<Purl> missing() {
        return jdbc.sql(
                        """
                        SELECT DISTINCT package_purl FROM release r
                        WHERE state = 'APPROVED' AND NOT EXISTS
                          (SELECT 1 FROM watched_package w WHERE w.package_purl = r.package_purl)
                        ORDER BY package_purl
                        """)
                .query((row, number) -> Purl.parse(Rows.text(row, "package_purl")))
                .list();
    }

    /** Begins to watch a package; watching it already is fine. */
    public void add(Purl packagePurl, Instant firstLook) {
        try {
            // One statement, since PostgreSQL gives a transaction up after a duplicate key.
            jdbc.sql(
                            """
                            INSERT INTO watched_package (package_purl, next_look_at)
                            SELECT CAST(:package AS VARCHAR(1000)), CAST(:at AS TIMESTAMP(6) WITH TIME ZONE)
                            WHERE NOT EXISTS
                              (SELECT 1 FROM watched_package WHERE package_purl = :package)
                            """)
                    .param("package", packagePurl.withVersion(null).toString())
                    .param("at", Rows.column(firstLook))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another node was quicker.
        }
    }

    /** Forgets the packages of which nothing is approved any more. */
    public void forgetOthers() {
        jdbc.sql(
                        """
                        DELETE FROM watched_package WHERE package_purl NOT IN
                          (SELECT package_purl FROM release WHERE state = 'APPROVED')
                        """)
                .update();
    }

    /** Those whose time has come, the longest waiting first. */
    public List<WatchedPackage> due(int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM watched_package WHERE next_look_at <= :now
                        ORDER BY next_look_at, package_purl LIMIT :most
                        """)
                .param("now", Rows.column(clock.instant()))
                .param("most", most)
                .query(WatchStore::read)
                .list();
    }

    public List<WatchedPackage> all() {
        return jdbc.sql("SELECT * FROM watched_package ORDER BY package_purl")
                .query(WatchStore::read)
                .list();
    }

    public Optional<WatchedPackage> find(Purl packagePurl) {
        return jdbc.sql("SELECT * FROM watched_package WHERE package_purl = :package")
                .param("package", packagePurl.withVersion(null).toString())
                .query(WatchStore::read)
                .optional();
    }

    /**
     * Upstream gave an answer that could be used.
     *
     * @param problem what kept us from acting on all of it, or null
     */
    public void answered(
            Purl packagePurl,
            @Nullable String etag,
            String seenUnder,
            @Nullable String problem,
            Instant next) {
        jdbc.sql(
                        """
                        UPDATE watched_package SET etag = :etag, seen_under = :under, next_look_at = :next,
                          looked_at = :now, answered_at = :now, failures = 0, problem = :problem
                        WHERE package_purl = :package
                        """)
                .param("package", packagePurl.toString())
                .param("etag", etag != null && etag.length() <= 500 ? etag : null)
                .param("under", seenUnder)
                .param("problem", problem)
                .param("next", Rows.column(next))
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Upstream gave no answer that could be used. */
    public void failed(Purl packagePurl, String problem, Instant next) {
        jdbc.sql(
                        """
                        UPDATE watched_package SET etag = NULL, next_look_at = :next, looked_at = :now,
                          failures = failures + 1, problem = :problem
                        WHERE package_purl = :package
                        """)
                .param("package", packagePurl.toString())
                .param("problem", problem.length() <= 1000 ? problem : problem.substring(0, 1000))
                .param("next", Rows.column(next))
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    private static WatchedPackage read(ResultSet row, int number) throws SQLException {
        return new WatchedPackage(
                Purl.parse(Rows.text(row, "package_purl")),
                row.getString("etag"),
                row.getString("seen_under"),
                Rows.instant(row, "next_look_at"),
                Rows.instantOrNull(row, "looked_at"),
                Rows.instantOrNull(row, "answered_at"),
                row.getInt("failures"),
                row.getString("problem"));
    }
}
