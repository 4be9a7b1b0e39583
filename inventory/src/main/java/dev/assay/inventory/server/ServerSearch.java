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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds, counts and pages servers, all of it in the database. */
public final class ServerSearch {

    /** Facets with so many values that only the most frequent are counted. */
    private static final Set<Facet> LONG = EnumSet.of(Facet.DESTINATION, Facet.OWNER);

    private static final int MOST_COUNTED = 12;
    private static final int MOST_VALUES = 100;

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
    private final Clock clock;

    public ServerSearch(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A cursor that an earlier page of the same order gave; empty where it is none. */
    public Optional<Cursor> cursor(String text, ServerOrder order) {
        return Cursor.parse(text, order);
    }

    public Page page(ServerFilter filter, @Nullable Cursor after, int most) {
        var where = new Where(filter, today());
        var order = filter.order();
        if (after != null) {
            where.and(order.after());
            where.parameters.put("cursorKey", order.parse(after.key()));
            where.parameters.put("cursorId", after.id().value());
        }
        var found =
                jdbc.sql(
                                "SELECT s.id, s."
                                        + order.column()
                                        + " AS sorted, d.document FROM server s"
                                        + " JOIN server_document d ON d.server_id = s.id"
                                        + where
                                        + " ORDER BY s."
                                        + order.sql()
                                        + " LIMIT :most")
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
        var counts = new EnumMap<Facet, Map<String, Integer>>(Facet.class);
        var together = EnumSet.allOf(Facet.class);
        together.removeAll(LONG);
        together.removeAll(filter.chosen().keySet());
        count(filter, together, MOST_VALUES * together.size(), counts);
        for (var facet : Facet.values()) {
            if (!together.contains(facet)) {
                count(
                        filter.without(facet),
                        EnumSet.of(facet),
                        LONG.contains(facet) ? MOST_COUNTED : MOST_VALUES,
                        counts);
            }
        }
        return counts;
    }

    private void count(
            ServerFilter filter,
            Set<Facet> facets,
            int most,
            Map<Facet, Map<String, Integer>> counts) {
        facets.forEach(facet -> counts.put(facet, new LinkedHashMap<>()));
        if (facets.isEmpty()) {
            return;
        }
        var where = new Where(filter, today());
        jdbc.sql(
                        filter.isOpen()
                                ? """
                                SELECT facet, facet_value, times FROM server_facet_count
                                WHERE facet IN (:facets) AND times > 0
                                ORDER BY times DESC, facet_value LIMIT :most
                                """
                                : "SELECT f.facet, f.facet_value, count(*) AS times FROM server_facet f"
                                        + " WHERE f.facet IN (:facets)"
                                        + " AND f.server_id IN (SELECT s.id FROM server s"
                                        + where
                                        + ")"
                                        + " GROUP BY f.facet, f.facet_value"
                                        + " ORDER BY times DESC, f.facet_value LIMIT :most")
                .params(where.parameters)
                .param("facets", facets.stream().map(Facet::key).toList())
                .param("most", most)
                .query(
                        row -> {
                            var values =
                                    Facet.of(Rows.text(row, "facet")).map(counts::get).orElse(null);
                            if (values != null) {
                                values.put(Rows.text(row, "facet_value"), row.getInt("times"));
                            }
                        });
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

    /** The conditions of a filter on the table {@code server s}. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();
        final Map<String, Object> parameters = new LinkedHashMap<>();

        Where(ServerFilter filter, LocalDate today) {
            var words = filter.words();
            for (var i = 0; i < words.size(); i++) {
                and("s.searched LIKE :word" + i + " ESCAPE '!'");
                parameters.put("word" + i, "%" + escaped(words.get(i)) + "%");
            }
            filter.chosen()
                    .forEach(
                            (facet, values) -> {
                                var ranks = Facets.ranks(facet, values);
                                if (ranks != null) {
                                    and("s." + ranks.column() + " IN (:" + facet.key() + ")");
                                    parameters.put(facet.key(), ranks.ranks());
                                    return;
                                }
                                and(
                                        "EXISTS (SELECT 1 FROM server_facet c WHERE c.server_id = s.id"
                                                + " AND c.facet = '"
                                                + facet.key()
                                                + "' AND c.facet_value IN (:"
                                                + facet.key()
                                                + "))");
                                parameters.put(facet.key(), List.copyOf(values));
                            });
            if (filter.overdue()) {
                and("s.due < :today");
                parameters.put("today", today);
            }
        }

        void and(String condition) {
            conditions.add(condition);
        }

        private static String escaped(String word) {
            return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }
}
