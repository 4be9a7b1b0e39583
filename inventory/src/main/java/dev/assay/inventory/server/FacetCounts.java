package dev.assay.inventory.server;

import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How many servers each value would leave. */
final class FacetCounts {

    /** Facets with so many values that only the most frequent are counted. */
    private static final Set<Facet> LONG = EnumSet.of(Facet.DESTINATION, Facet.OWNER);

    private static final int MOST_COUNTED = 12;
    private static final int MOST_VALUES = 100;

    private final JdbcClient jdbc;

    FacetCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Facet, Map<String, Integer>> of(ServerFilter filter, LocalDate today) {
        var counts = new EnumMap<Facet, Map<String, Integer>>(Facet.class);
        for (var facet : Facet.values()) {
            counts.put(facet, new LinkedHashMap<>());
        }
        var others = EnumSet.allOf(Facet.class);
        others.removeAll(filter.chosen().keySet());
        count(filter, others, today, counts);
        for (var facet : filter.chosen().keySet()) {
            count(filter.without(facet), EnumSet.of(facet), today, counts);
        }
        return counts;
    }

    private void count(
            ServerFilter filter,
            Set<Facet> facets,
            LocalDate today,
            Map<Facet, Map<String, Integer>> counts) {
        var rest = EnumSet.noneOf(Facet.class);
        for (var facet : facets) {
            if (filter.isOpen()) {
                kept(facet, counts);
            } else if (Facets.byRank(facet).isEmpty()) {
                rest.add(facet);
            } else {
                byColumn(new Where(filter, today), facet, counts);
            }
        }
        if (!rest.isEmpty()) {
            passing(new Where(filter, today), rest, counts);
        }
    }

    /** Of all servers they are kept. */
    private void kept(Facet facet, Map<Facet, Map<String, Integer>> counts) {
        jdbc.sql(
                        """
                        SELECT facet, facet_value, times FROM server_facet_count
                        WHERE facet = :facet AND times > 0
                        ORDER BY times DESC, facet_value LIMIT :most
                        """)
                .param("facet", facet.key())
                .param("most", most(facet))
                .query(into(counts));
    }

    /** What the row itself has as well is counted without looking at anything else. */
    private void byColumn(Where where, Facet facet, Map<Facet, Map<String, Integer>> counts) {
        var values = Facets.byRank(facet);
        var column = Facets.column(facet);
        var into = Objects.requireNonNull(counts.get(facet));
        jdbc.sql(
                        "SELECT s."
                                + column
                                + " AS place, count(*) AS times FROM server s"
                                + where
                                + " GROUP BY s."
                                + column
                                + " ORDER BY times DESC, place")
                .params(where.parameters)
                .query(
                        row -> {
                            var value = values.get(row.getInt("place"));
                            if (value != null) {
                                into.put(value, row.getInt("times"));
                            }
                        });
    }

    /** One look at the values of all that pass, and of each facet the most frequent. */
    private void passing(Where where, Set<Facet> facets, Map<Facet, Map<String, Integer>> counts) {
        jdbc.sql(
                        "SELECT facet, facet_value, times FROM ("
                                + "SELECT f.facet, f.facet_value, count(*) AS times,"
                                + " row_number() OVER (PARTITION BY f.facet"
                                + " ORDER BY count(*) DESC, f.facet_value) AS place"
                                + " FROM server_facet f WHERE f.facet IN (:facets)"
                                + " AND f.server_id IN (SELECT s.id FROM server s"
                                + where
                                + ") GROUP BY f.facet, f.facet_value) counted"
                                + " WHERE place <= :most ORDER BY times DESC, facet_value")
                .params(where.parameters)
                .param("facets", facets.stream().map(Facet::key).toList())
                .param("most", MOST_VALUES)
                .query(into(counts));
    }

    private static RowCallbackHandler into(Map<Facet, Map<String, Integer>> counts) {
        return row -> {
            var facet = Facet.of(Rows.text(row, "facet")).orElseThrow();
            var values = Objects.requireNonNull(counts.get(facet));
            if (values.size() < most(facet)) {
                values.put(Rows.text(row, "facet_value"), row.getInt("times"));
            }
        };
    }

    private static int most(Facet facet) {
        return LONG.contains(facet) ? MOST_COUNTED : MOST_VALUES;
    }
}
