package dev.assay.inventory.server;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a filter on the table {@code server s}. */
final class Where {

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
                            if (!Facets.byRank(facet).isEmpty()) {
                                and("s." + Facets.column(facet) + " IN (:" + facet.key() + ")");
                                parameters.put(facet.key(), Facets.ranks(facet, values));
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
