package dev.assay.inventory.listing;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the MCP Registry API lists. Documents are kept; how a version stands is asked of its release
 * in the same statement, so that a revoked one is gone with the next question.
 */
public final class ListingStore {

    private static final int MOST_SEARCHED = 600;

    /** Approved for a stage that covers the caller's, not yet over, and not merely let through. */
    private static final String ACTIVE =
            """
            (r.state = 'APPROVED' AND r.stage IN (:stages) AND r.expires_at > :now
             AND NOT EXISTS (SELECT 1 FROM break_glass g WHERE g.release_id = r.id AND g.ended_at IS NULL))
            """;

    private static final String ROWS =
            """
            SELECT v.name, s.package_purl, s.source, v.version, v.release_id, r.state, r.approved_at, r.expires_at,
                   r.updated_at, v.document, %1$s AS active,
                   NOT EXISTS (
                     SELECT 1 FROM listed_package w JOIN release q ON q.id = w.release_id
                     WHERE w.name = v.name
                       AND ((w.place > v.place AND (%2$s OR NOT %1$s)) OR (w.place < v.place AND %2$s AND NOT %1$s))
                   ) AS latest
            FROM listed_package v
            JOIN listed_server s ON s.name = v.name
            JOIN release r ON r.id = v.release_id
            """
                    .formatted(ACTIVE, ACTIVE.replace("r.", "q."));

    /** Of several packages of one version, the one that stands for it: the best that is active. */
    private static final String STANDS =
            """
             AND NOT EXISTS (
               SELECT 1 FROM listed_package w JOIN release q ON q.id = w.release_id
               WHERE w.name = v.name AND w.version = v.version AND w.release_id <> v.release_id
                 AND ((%2$s AND NOT %1$s)
                   OR ((%2$s OR NOT %1$s)
                     AND (w.beside < v.beside OR (w.beside = v.beside AND w.release_id < v.release_id)))))
            """
                    .formatted(ACTIVE, ACTIVE.replace("r.", "q."));

    private final JdbcClient jdbc;
    private final Clock clock;

    public ListingStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The server of a package, if it has a name yet. */
    public Optional<ListedServer> server(Purl packagePurl) {
        return jdbc.sql("SELECT * FROM listed_server WHERE package_purl = :package")
                .param("package", packagePurl.withVersion(null).toString())
                .query((row, number) -> server(row))
                .optional();
    }

    public Optional<ListedServer> server(String name) {
        return jdbc.sql("SELECT * FROM listed_server WHERE name = :name")
                .param("name", name)
                .query((row, number) -> server(row))
                .optional();
    }

    /**
     * Gives a package its name, for good.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the package has one, or another
     *     package has this one
     */
    public void name(ListedServer server) {
        jdbc.sql(
                        """
                        INSERT INTO listed_server (name, package_purl, source, search_text, listed_at)
                        VALUES (:name, :package, :source, :search, :now)
                        """)
                .param("name", server.name())
                .param("package", server.packagePurl().toString())
                .param("source", server.source().name())
                .param("search", searched(server.name(), ""))
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /**
     * Keeps what is said about a package of a version, in place of what was said before.
     *
     * @param beside whether the server is listed by another package
     * @param snapshot what the document was made from
     */
    public void keep(
            String name,
            String version,
            boolean beside,
            Id release,
            Sha256 snapshot,
            String document) {
        jdbc.sql("DELETE FROM listed_package WHERE release_id = :release")
                .param("release", release.value())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO listed_package
                          (name, version, release_id, place, beside, snapshot_sha256, document)
                        VALUES (:name, :version, :release, 0, :beside, :snapshot, :document)
                        """)
                .param("name", name)
                .param("version", version)
                .param("beside", beside ? 1 : 0)
                .param("release", release.value())
                .param("snapshot", snapshot.hex())
                .param("document", document)
                .update();
    }

    /** The versions of a server that were kept, in no order. */
    public List<String> kept(String name) {
        return jdbc.sql("SELECT DISTINCT version FROM listed_package WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .list();
    }

    /** Says what the newest version says of the server. */
    public void describe(String name, String description) {
        jdbc.sql("UPDATE listed_server SET search_text = :search WHERE name = :name")
                .param("search", searched(name, description))
                .param("name", name)
                .update();
    }

    /** Says which version comes before which. */
    public void order(String name, List<String> lowestFirst) {
        for (var place = 0; place < lowestFirst.size(); place++) {
            jdbc.sql(
                            "UPDATE listed_package SET place = :place WHERE name = :name AND version = :version")
                    .param("place", place + 1)
                    .param("name", name)
                    .param("version", lowestFirst.get(place))
                    .update();
        }
    }

    /** Approved releases of which nothing is kept, or something that was made from less. */
    public List<Id> unlisted(int limit) {
        return jdbc.sql(
                        """
                        SELECT r.id FROM release r
                        LEFT JOIN listed_package v ON v.release_id = r.id AND v.snapshot_sha256 = r.snapshot_sha256
                        WHERE r.state = 'APPROVED' AND r.approved_at IS NOT NULL AND r.snapshot_sha256 IS NOT NULL
                          AND v.release_id IS NULL
                        ORDER BY r.approved_at, r.id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> Rows.id(row, "id"))
                .list();
    }

    /** A page of versions, by name and version. */
    public List<ListedVersion> page(ListingQuery query) {
        var sql =
                new StringBuilder("SELECT * FROM (")
                        .append(ROWS)
                        .append("WHERE TRUE")
                        .append(STANDS);
        var after = query.after();
        if (!query.search().isEmpty()) {
            sql.append(
                    " AND v.name IN (SELECT name FROM listed_server WHERE search_text LIKE :search ESCAPE '!')");
        }
        if (query.version() != null) {
            sql.append(" AND v.version = :version");
        }
        if (query.changedSince() != null) {
            sql.append(
                    """
                     AND (r.updated_at >= :since OR EXISTS (
                       SELECT 1 FROM listed_package w JOIN release q ON q.id = w.release_id
                       WHERE w.name = v.name AND w.version = v.version AND q.updated_at >= :since))
                    """);
        }
        if (after != null) {
            sql.append(" AND (v.name > :name OR (v.name = :name AND v.version > :afterVersion))");
        }
        if (!query.withInactive()) {
            sql.append(" AND ").append(ACTIVE);
        }
        sql.append(") listed");
        if (query.latestAlone()) {
            sql.append(" WHERE latest");
        }
        return jdbc.sql(sql.append(" ORDER BY name, version LIMIT :limit").toString())
                .param("stages", query.stages())
                .param("now", Rows.column(clock.instant()))
                .param("search", "%" + escaped(query.search()) + "%")
                .param("version", query.version())
                .param("since", Rows.column(query.changedSince()))
                .param("name", after == null ? null : after.name())
                .param("afterVersion", after == null ? null : after.version())
                .param("limit", query.limit())
                .query(ListingStore::read)
                .list();
    }

    /** Every version of one server, the highest first. */
    public List<ListedVersion> versions(String name, Stage caller) {
        return jdbc.sql(ROWS + " WHERE v.name = :name" + STANDS + " ORDER BY v.place DESC")
                .param("stages", stages(caller))
                .param("now", Rows.column(clock.instant()))
                .param("name", name)
                .query(ListingStore::read)
                .list();
    }

    /**
     * The other packages of versions that may be had, beside the one that stands for each.
     *
     * @param versions those of {@link #page} or {@link #versions}, asked for by the same caller
     */
    public Map<ListedVersion, List<ListedVersion>> beside(
            List<ListedVersion> versions, Stage caller) {
        var several = several(versions);
        var beside = new HashMap<ListedVersion, List<ListedVersion>>();
        for (var version : versions) {
            if (several.contains(version.server().name())) {
                beside.put(
                        version,
                        jdbc.sql(
                                        ROWS
                                                + " WHERE v.name = :name AND v.version = :version"
                                                + " AND v.release_id <> :release AND "
                                                + ACTIVE
                                                + " ORDER BY v.beside, v.release_id")
                                .param("stages", stages(caller))
                                .param("now", Rows.column(clock.instant()))
                                .param("name", version.server().name())
                                .param("version", version.version())
                                .param("release", version.release().value())
                                .query(ListingStore::read)
                                .list());
            }
        }
        return beside;
    }

    /** Which of these servers have more than one package; most have not. */
    private Set<String> several(List<ListedVersion> versions) {
        return versions.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        jdbc.sql(
                                        """
                                        SELECT DISTINCT name FROM listed_package
                                        WHERE beside = 1 AND name IN (:names)
                                        """)
                                .param(
                                        "names",
                                        versions.stream()
                                                .map(each -> each.server().name())
                                                .distinct()
                                                .toList())
                                .query(String.class)
                                .list());
    }

    private static List<String> stages(Stage caller) {
        return new ListingQuery(caller, "", null, false, null, false, null, 1).stages();
    }

    private static String searched(String name, String description) {
        var text = (name + "\n" + description).toLowerCase(Locale.ROOT);
        return text.length() <= MOST_SEARCHED ? text : text.substring(0, MOST_SEARCHED);
    }

    private static String escaped(String search) {
        return search.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static ListedServer server(ResultSet row) throws SQLException {
        return new ListedServer(
                Rows.text(row, "name"),
                Purl.parse(Rows.text(row, "package_purl")),
                ListedServer.Source.valueOf(Rows.text(row, "source")));
    }

    private static ListedVersion read(ResultSet row, int number) throws SQLException {
        return new ListedVersion(
                server(row),
                Rows.text(row, "version"),
                Rows.id(row, "release_id"),
                row.getBoolean("active"),
                row.getBoolean("latest"),
                ReleaseState.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "approved_at"),
                Rows.instantOrNull(row, "expires_at"),
                Rows.instant(row, "updated_at"),
                Rows.text(row, "document"));
    }
}
