package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.inventory.record.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A sheet of the workbook.
 *
 * @param rows what a record brings to it
 */
record Sheet(String name, List<String> columns, Function<ServerRecord, Stream<List<Cell>>> rows) {

    /** Every field of a subject, a row for each entry. */
    static Sheet of(String name, Subject subject) {
        return of(name, subject, Field.of(subject));
    }

    static Sheet of(String name, Subject subject, List<Field> fields) {
        return new Sheet(
                name,
                columns(fields),
                record -> record.each(subject).map(entry -> row(record, entry::value, fields)));
    }

    static List<String> columns(List<Field> fields) {
        var columns = new ArrayList<>(List.of("Server", "Package"));
        fields.forEach(field -> columns.add(field.label()));
        return columns;
    }

    static List<Cell> row(ServerRecord record, Function<Field, Value> value, List<Field> fields) {
        var row = new ArrayList<Cell>();
        row.add(Cell.plain(record.name()));
        row.add(Cell.plain(record.purl()));
        fields.forEach(field -> row.add(Cell.of(value.apply(field))));
        return row;
    }
}
