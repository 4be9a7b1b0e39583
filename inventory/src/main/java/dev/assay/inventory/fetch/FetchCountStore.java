package dev.assay.inventory.fetch;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How often what was fetched. Each write stands alone: a gate holds no transaction. */
public final class FetchCountStore {

    private final JdbcClient jdbc;

    public FetchCountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds to what was counted before. */
    public void add(FetchCount counted) {
        if (update(counted) == 0) {
            try {
                jdbc.sql(
                                """
                                INSERT INTO fetch_count
                                  (release_id, fetch_day, caller, stage, outcome, times, last_at)
                                VALUES (:release, :day, :caller, :stage, :outcome, :times, :last)
                                """)
                        .param("release", counted.release().value())
                        .param("day", counted.day())
                        .param("caller", counted.caller())
                        .param("stage", counted.stage().name())
                        .param("outcome", counted.outcome().name())
                        .param("times", counted.times())
                        .param("last", Rows.column(counted.lastAt()))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another node was quicker.
                update(counted);
            }
        }
    }

    private int update(FetchCount counted) {
        return jdbc.sql(
                        """
                        UPDATE fetch_count SET times = times + :times,
                          last_at = CASE WHEN last_at < :last THEN :last ELSE last_at END
                        WHERE release_id = :release AND fetch_day = :day AND caller = :caller
                          AND stage = :stage AND outcome = :outcome
                        """)
                .param("release", counted.release().value())
                .param("day", counted.day())
                .param("caller", counted.caller())
                .param("stage", counted.stage().name())
                .param("outcome", counted.outcome().name())
                .param("times", counted.times())
                .param("last", Rows.column(counted.lastAt()))
                .update();
    }

    /** What was fetched of a package since a day, the newest day first. */
    public List<FetchCount> of(Purl packagePurl, LocalDate since, int most) {
        return jdbc.sql(
                        """
                        SELECT f.* FROM fetch_count f JOIN release r ON r.id = f.release_id
                        WHERE r.package_purl = :package AND f.fetch_day >= :since
                        ORDER BY f.fetch_day DESC, f.last_at DESC, f.caller LIMIT :most
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .param("since", since)
                .param("most", most)
                .query(FetchCountStore::read)
                .list();
    }

    /** The releases that somebody was given since a day. */
    public Set<Id> servedSince(LocalDate day) {
        return jdbc
                .sql(
                        """
                        SELECT DISTINCT release_id FROM fetch_count
                        WHERE fetch_day >= :day AND outcome = 'SERVED'
                        """)
                .param("day", day)
                .query((row, number) -> Rows.id(row, "release_id"))
                .stream()
                .collect(Collectors.toSet());
    }

    /** Forgets what is older than a day. */
    public int forget(LocalDate before) {
        return jdbc.sql("DELETE FROM fetch_count WHERE fetch_day < :before")
                .param("before", before)
                .update();
    }

    private static FetchCount read(ResultSet row, int number) throws SQLException {
        return new FetchCount(
                Rows.id(row, "release_id"),
                row.getObject("fetch_day", LocalDate.class),
                Rows.text(row, "caller"),
                Stage.valueOf(Rows.text(row, "stage")),
                FetchCount.Outcome.valueOf(Rows.text(row, "outcome")),
                row.getLong("times"),
                Rows.instant(row, "last_at"));
    }
}
