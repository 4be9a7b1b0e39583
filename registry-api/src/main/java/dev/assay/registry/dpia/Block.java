package dev.assay.registry.dpia;

import java.util.List;

/** A piece of a document, the same for every format. */
public sealed interface Block {

    /** A paragraph. */
    record Text(Cell cell) implements Block {}

    /**
     * A table. It has every row; a format that is read by people shows as many as they would read,
     * and says how many more there are.
     *
     * @param caption what it lists
     * @param empty what is said in its place where there is no row
     */
    record Table(String caption, List<String> columns, List<List<Cell>> rows, String empty)
            implements Block {

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** How data flows, as a picture and in words. */
    record Picture(DataFlow flow) implements Block {}
}
