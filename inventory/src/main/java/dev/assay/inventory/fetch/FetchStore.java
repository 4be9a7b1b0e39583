package dev.assay.inventory.fetch;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the gates refused. Each write stands alone: a gate holds no transaction. */
public final class FetchStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public FetchStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts one more blocked fetch of a package URL; the first one makes its sighting. */
    public Sighting sight(Purl purl) {
        if (countSighting(purl) == 0) {
            try {
                jdbc.sql(
                                """
                                INSERT INTO sighting (id, purl, first_seen, last_seen, times)
                                VALUES (:id, :purl, :now, :now, 1)
                                """)
                        .param("id", Id.random().value())
                        .param("purl", purl.toString())
                        .param("now", Rows.column(clock.instant()))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another fetch of it came in between.
                countSighting(purl);
            }
        }
        return sighting(purl).orElseThrow();
    }

    public Optional<Sighting> sighting(Id id) {
        return jdbc.sql("SELECT * FROM sighting WHERE id = :id")
                .param("id", id.value())
                .query(FetchStore::readSighting)
                .optional();
    }

    public Optional<Sighting> sighting(Purl purl) {
        return jdbc.sql("SELECT * FROM sighting WHERE purl = :purl")
                .param("purl", purl.toString())
                .query(FetchStore::readSighting)
                .optional();
    }

    /** The sightings that were seen last, newest first. */
    public List<Sighting> sightings(int limit) {
        return jdbc.sql("SELECT * FROM sighting ORDER BY last_seen DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(FetchStore::readSighting)
                .list();
    }

    /** The sightings of any version of a package, last seen first. */
    public List<Sighting> sightings(Purl packagePurl, int limit) {
        var versions =
                packagePurl
                                .withVersion(null)
                                .toString()
                                .replace("!", "!!")
                                .replace("%", "!%")
                                .replace("_", "!_")
                        + "@%";
        return jdbc.sql(
                        """
                        SELECT * FROM sighting WHERE purl LIKE :versions ESCAPE '!'
                        ORDER BY last_seen DESC, id LIMIT :limit
                        """)
                .param("versions", versions)
                .param("limit", limit)
                .query(FetchStore::readSighting)
                .list();
    }

    /** Records bytes that were not what was approved; the same mismatch again is counted. */
    public Incident report(Purl purl, String expected, String actual, String place) {
        if (countIncident(purl, expected, actual) == 0) {
            try {
                jdbc.sql(
                                """
                                INSERT INTO incident (id, purl, expected, actual, place, first_seen, last_seen, times)
                                VALUES (:id, :purl, :expected, :actual, :place, :now, :now, 1)
                                """)
                        .param("id", Id.random().value())
                        .param("purl", purl.toString())
                        .param("expected", expected)
                        .param("actual", actual)
                        .param("place", place)
                        .param("now", Rows.column(clock.instant()))
                        .update();
            } catch (DuplicateKeyException e) {
                countIncident(purl, expected, actual);
            }
        }
        return jdbc.sql(
                        "SELECT * FROM incident WHERE purl = :purl AND expected = :expected AND actual = :actual")
                .param("purl", purl.toString())
                .param("expected", expected)
                .param("actual", actual)
                .query(FetchStore::readIncident)
                .single();
    }

    public Optional<Incident> incident(Id id) {
        return jdbc.sql("SELECT * FROM incident WHERE id = :id")
                .param("id", id.value())
                .query(FetchStore::readIncident)
                .optional();
    }

    /** All incidents, newest first. */
    public List<Incident> incidents() {
        return jdbc.sql("SELECT * FROM incident ORDER BY last_seen DESC, id")
                .query(FetchStore::readIncident)
                .list();
    }

    private int countSighting(Purl purl) {
        return jdbc.sql(
                        "UPDATE sighting SET times = times + 1, last_seen = :now WHERE purl = :purl")
                .param("purl", purl.toString())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    private int countIncident(Purl purl, String expected, String actual) {
        return jdbc.sql(
                        """
                        UPDATE incident SET times = times + 1, last_seen = :now
                        WHERE purl = :purl AND expected = :expected AND actual = :actual
                        """)
                .param("purl", purl.toString())
                .param("expected", expected)
                .param("actual", actual)
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    private static Sighting readSighting(ResultSet row, int number) throws SQLException {
        return new Sighting(
                Rows.id(row, "id"),
                Purl.parse(Rows.text(row, "purl")),
                Rows.instant(row, "first_seen"),
                Rows.instant(row, "last_seen"),
                row.getLong("times"));
    }

    private static Incident readIncident(ResultSet row, int number) throws SQLException {
        return new Incident(
                Rows.id(row, "id"),
                Purl.parse(Rows.text(row, "purl")),
                Rows.text(row, "expected"),
                Rows.text(row, "actual"),
                Rows.text(row, "place"),
                Rows.instant(row, "first_seen"),
                Rows.instant(row, "last_seen"),
                row.getLong("times"));
    }
}
