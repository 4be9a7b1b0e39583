package dev.assay.registry.register;

import dev.assay.inventory.record.Provenance;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of a register, a cell for each column.
 *
 * @param cells in the order of the columns
 */
public record Row(List<Cell> cells) {

    /** The column that a table ends with where its cells are texts alone. */
    public static final Column KNOWN = new Column("how-known", "How it is known");

    public Row {
        cells = List.copyOf(cells);
    }

    /** How each cell is known, in one text: {@code verified: state; stated: owner, purpose}. */
    public String known(List<Column> columns) {
        var parts = new ArrayList<String>();
        for (var provenance : Provenance.values()) {
            var names = new ArrayList<String>();
            for (var i = 0; i < cells.size(); i++) {
                if (cells.get(i).provenance() == provenance) {
                    names.add(columns.get(i).key());
                }
            }
            if (!names.isEmpty()) {
                parts.add(provenance.words() + ": " + String.join(", ", names));
            }
        }
        return String.join("; ", parts);
    }
}
