package dev.assay.registry.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a register, and rows filled by their keys: no cell can be forgotten. */
final class Table {

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Column> columns;

    /**
     * @param pairs key and label of each column
     */
    Table(String... pairs) {
        var made = new ArrayList<Column>();
        for (var i = 0; i < pairs.length; i += 2) {
            places.put(pairs[i], made.size());
            made.add(new Column(pairs[i], pairs[i + 1]));
        }
        columns = List.copyOf(made);
    }

    List<Column> columns() {
        return columns;
    }

    Filling row() {
        return new Filling();
    }

    /** A row on its way. */
    final class Filling {

        private final Cell[] cells = new Cell[columns.size()];

        Filling put(String key, Cell cell) {
            var place = places.get(key);
            if (place == null) {
                throw new IllegalArgumentException("there is no column " + key);
            }
            cells[place] = cell;
            return this;
        }

        Row done() {
            for (var i = 0; i < cells.length; i++) {
                if (cells[i] == null) {
                    throw new IllegalStateException(columns.get(i).key() + " was forgotten");
                }
            }
            return new Row(List.of(cells));
        }
    }
}
