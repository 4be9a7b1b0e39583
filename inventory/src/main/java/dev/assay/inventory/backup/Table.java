package dev.assay.inventory.backup;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One table, as both databases have it.
 *
 * @param name in lower case
 * @param identity the column that the database counts up by itself
 */
record Table(String name, List<Column> columns, @Nullable String identity) {

    /** What a column holds, whatever each database calls that. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        TIME,
        DAY,
        BYTES
    }

    /**
     * @param name in lower case
     */
    record Column(String name, Kind kind) {}

    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
