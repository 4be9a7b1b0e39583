package dev.assay.inventory.server;

import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds, counts and pages servers, all of it in the database. */
public final class ServerSearch {

    /**
     * A page of a list.
     *
     * @param next where the next one begins, null at the end
     */
    public record Page(List<ServerListing> servers, @Nullable Cursor next) {

        public Page {
            servers = List.copyOf(servers);
        }
    }

    private record Found(ServerListing server, Cursor at) {}

    private final JdbcClient jdbc;
    private final FacetCounts counts;
    private final Clock clock;

    public ServerSearch(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.counts = new FacetCounts(jdbc);
        this.clock = clock;
    }

    /** A cursor that an earlier page of the same order gave; empty where it is none. */
    public Optional<Cursor> cursor(String text, ServerOrder order) {
        return Cursor.parse(text, order);
    }

    public Page page(ServerFilter filter, @Nullable Cursor after, int most) {
        var where = new Where(filter, today());
        // A row that is held and not listed yet has no document.
        where.and("s.state_rank < " + Facets.UNLISTED);
        var order = filter.order();
        if (after != null) {
            where.and(order.after());
            where.parameters.put("cursorKey", order.parse(after.key()));
            where.parameters.put("cursorId", after.id().value());
        }
        var found =
                jdbc.sql(
                                // Documents are long: only those of the page are read.
                                "SELECT s.id, s.sorted, d.document FROM (SELECT s.id, s."
                                        + order.column()
                                        + " AS sorted FROM server s"
                                        + where
                                        + " ORDER BY s."
                                        + order.sql(order.column())
                                        + " LIMIT :most) s"
                                        + " JOIN server_document d ON d.server_id = s.id"
                                        + " ORDER BY s."
                                        + order.sql("sorted"))
                        .params(where.parameters)
                        .param("most", most + 1)
                        .query((row, number) -> found(row, order))
                        .list();
        var shown = found.subList(0, Math.min(most, found.size()));
        return new Page(
                shown.stream().map(Found::server).toList(),
                found.size() > most ? shown.getLast().at() : null);
    }

    /** How many servers pass. */
    public int count(ServerFilter filter) {
        var where = new Where(filter, today());
        where.and("s.state_rank < " + Facets.UNLISTED);
        return jdbc.sql("SELECT count(*) FROM server s" + where)
                .params(where.parameters)
                .query(Integer.class)
                .single();
    }

    /** How many of the servers that pass are overdue. */
    public int overdue(ServerFilter filter) {
        return count(filter.withOverdue(true));
    }

    /**
     * How many servers each value would leave: what else is chosen counts, what is chosen of the
     * same facet does not. Of destinations and owners the most frequent alone.
     */
    public Map<Facet, Map<String, Integer>> counts(ServerFilter filter) {
        return counts.of(filter, today());
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Found found(ResultSet row, ServerOrder order) throws SQLException {
        var key =
                order == ServerOrder.CHANGED
                        ? row.getObject("sorted", OffsetDateTime.class).toInstant().toString()
                        : Rows.text(row, "sorted");
        return new Found(
                ServerStore.read(Rows.text(row, "document")),
                new Cursor(order, key, Rows.id(row, "id")));
    }
}
