package dev.assay.web.page;

import java.util.List;

/**
 * The rules that findings come from.
 *
 * @param rows in the order of their names
 */
record RulesView(List<Row> rows) {

    RulesView {
        rows = List.copyOf(rows);
    }

    /** One rule with the words of its page's title. */
    record Row(String kind, String title, String why) {}
}
