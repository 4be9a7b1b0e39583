package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.TreeMap;

/**
 * What each server is filtered by, and how many servers have each value: kept, since counting them
 * for each look takes longer than all else on the page. Callers hold the transaction.
 */
final class FacetStore {

    private record Valued(String facet, String value) implements Comparable<Valued> {

        @Override
        public int compareTo(Valued other) {
            var byFacet = facet.compareTo(other.facet);
            return byFacet != 0 ? byFacet : value.compareTo(other.value);
        }
    }

    private final JdbcClient jdbc;

    FacetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes away what there is of a server that is none any more. */
    void remove(Id server) {
        change(server, new TreeMap<>());
    }

    /** Writes what has changed of a server whose row is held. */
    void list(ServerListing server) {
        // In one order whoever writes: two that change the same counts wait, and neither for ever.
        var changes = new TreeMap<Valued, Integer>();
        Facets.of(server)
                .forEach(
                        (facet, values) ->
                                values.forEach(
                                        value -> changes.put(new Valued(facet.key(), value), 1)));
        change(server.id(), changes);
    }

    private void change(Id server, TreeMap<Valued, Integer> changes) {
        jdbc.sql("SELECT facet, facet_value FROM server_facet WHERE server_id = :id")
                .param("id", server.value())
                .query(
                        (row, number) ->
                                new Valued(Rows.text(row, "facet"), Rows.text(row, "facet_value")))
                .list()
                .forEach(each -> changes.merge(each, -1, (one, other) -> 0));
        changes.forEach((each, change) -> change(server, each, change));
    }

    private void change(Id server, Valued each, int change) {
        if (change == 0) {
            return;
        }
        jdbc.sql(
                        change > 0
                                ? """
                                INSERT INTO server_facet (facet, facet_value, server_id)
                                VALUES (:facet, :value, :server)
                                """
                                : """
                                DELETE FROM server_facet
                                WHERE facet = :facet AND facet_value = :value AND server_id = :server
                                """)
                .param("facet", each.facet())
                .param("value", each.value())
                .param("server", server.value())
                .update();
        var counted =
                jdbc.sql(
                                """
                                UPDATE server_facet_count SET times = times + :change
                                WHERE facet = :facet AND facet_value = :value
                                """)
                        .param("change", change)
                        .param("facet", each.facet())
                        .param("value", each.value())
                        .update();
        if (counted == 0 && change > 0) {
            // Whoever else counts the same new value first wins, and this row is made again later.
            jdbc.sql(
                            """
                            INSERT INTO server_facet_count (facet, facet_value, times)
                            VALUES (:facet, :value, 1)
                            """)
                    .param("facet", each.facet())
                    .param("value", each.value())
                    .update();
        } else if (change < 0) {
            jdbc.sql(
                            """
                            DELETE FROM server_facet_count
                            WHERE facet = :facet AND facet_value = :value AND times <= 0
                            """)
                    .param("facet", each.facet())
                    .param("value", each.value())
                    .update();
        }
    }
}
