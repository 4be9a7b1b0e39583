package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rows of the inventory, a projection of the other records. Callers hold the transaction. */
public final class ServerStore {

    /** What sorts last: nothing is due. */
    static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    static final JsonMapper JSON = new JsonMapper();

    private static final int LONGEST_NAME = 300;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final FacetStore facets;

    public ServerStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        facets = new FacetStore(jdbc);
    }

    /**
     * Packages whose row has to be made anew, the longest waiting first, each with its marks.
     *
     * @param most how many marks are looked at
     */
    public Map<Purl, List<Long>> touched(int most) {
        var touched = new LinkedHashMap<Purl, List<Long>>();
        jdbc.sql("SELECT sequence, package_purl FROM server_touch ORDER BY sequence LIMIT :most")
                .param("most", most)
                .query(
                        row -> {
                            touched.computeIfAbsent(
                                            Purl.parse(Rows.text(row, "package_purl")),
                                            purl -> new ArrayList<>())
                                    .add(row.getLong("sequence"));
                        });
        return touched;
    }

    /** How many marks there are. */
    public int waiting() {
        return jdbc.sql("SELECT count(*) FROM server_touch").query(Integer.class).single();
    }

    /**
     * Holds the row of a package against everybody else until the transaction ends, and makes it
     * where there is none. What is read afterwards is as new as the row will be.
     */
    public void hold(Purl packagePurl) {
        var id = Servers.id(packagePurl);
        var now = Rows.column(clock.instant());
        var held =
                jdbc.sql("UPDATE server SET listed_at = :now WHERE id = :id")
                        .param("id", id.value())
                        .param("now", now)
                        .update();
        if (held == 0) {
            jdbc.sql(
                            """
                            INSERT INTO server (id, package_purl, name, changed_at, listed_at)
                            VALUES (:id, :purl, :name, :now, :now)
                            """)
                    .param("id", id.value())
                    .param("purl", packagePurl.toString())
                    .param("name", name(packagePurl.packageName()))
                    .param("now", now)
                    .update();
        }
    }

    /** Writes the row that is held, and takes its marks away. */
    public void list(ServerListing server, Collection<Long> marks) {
        var due = server.due();
        jdbc.sql(
                        """
                        UPDATE server SET name = :name, searched = :searched, state_rank = :state,
                          tier_rank = :tier, findings = :findings, due = :due, changed_at = :changed
                        WHERE id = :id
                        """)
                .param("id", server.id().value())
                .param("name", name(server.name()))
                .param("searched", Facets.searched(server))
                .param("state", Facets.rank(server.state()))
                .param("tier", Facets.tierRank(server))
                .param("findings", server.findings())
                .param("due", due == null ? NEVER : due)
                .param("changed", Rows.column(server.changedAt()))
                .update();
        jdbc.sql("DELETE FROM server_document WHERE server_id = :id")
                .param("id", server.id().value())
                .update();
        jdbc.sql("INSERT INTO server_document (server_id, document) VALUES (:id, :document)")
                .param("id", server.id().value())
                .param("document", JSON.writeValueAsString(server))
                .update();
        facets.list(server);
        forget(marks);
    }

    /**
     * Lists a server no more: what its row showed is a part of another server now. What was said
     * and kept of it stays.
     */
    public void unlist(Id server) {
        facets.remove(server);
        jdbc.sql("DELETE FROM server_document WHERE server_id = :id")
                .param("id", server.value())
                .update();
        jdbc.sql(
                        """
                        UPDATE server SET searched = '', state_rank = :unlisted, tier_rank = :unlisted,
                          findings = 0, due = :never
                        WHERE id = :id
                        """)
                .param("id", server.value())
                .param("unlisted", Facets.UNLISTED)
                .param("never", NEVER)
                .update();
    }

    /** Takes marks away that lead to nothing. */
    public void forget(Collection<Long> marks) {
        if (!marks.isEmpty()) {
            jdbc.sql("DELETE FROM server_touch WHERE sequence IN (:marks)")
                    .param("marks", marks)
                    .update();
        }
    }

    /** A server's row; empty where there is no such server, or it was not listed yet. */
    public Optional<ServerListing> find(Id id) {
        return jdbc.sql("SELECT document FROM server_document WHERE server_id = :id")
                .param("id", id.value())
                .query((row, number) -> read(Rows.text(row, "document")))
                .optional();
    }

    /** The package that a server is. */
    public Optional<Purl> packageOf(Id id) {
        return jdbc.sql("SELECT package_purl FROM server WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> Purl.parse(Rows.text(row, "package_purl")))
                .optional();
    }

    static ServerListing read(String document) {
        return Objects.requireNonNull(JSON.readValue(document, ServerListing.class));
    }

    private static String name(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
