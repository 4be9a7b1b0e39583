package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables of what the records say, a row for each entry, with the name of its server in front. */
final class RecordTables {

    private final Facts facts;

    RecordTables(Facts facts) {
        this.facts = facts;
    }

    Block.Table servers(String caption, Field... fields) {
        return of(caption, facts.each(Subject.SERVER), "No server is named.", fields);
    }

    Block.Table of(String caption, Subject subject, String empty, Field... fields) {
        return of(caption, facts.each(subject), empty, fields);
    }

    Block.Table of(String caption, Stream<Facts.Of> entries, String empty, Field... fields) {
        var columns = new ArrayList<String>();
        columns.add("Server");
        for (var field : fields) {
            columns.add(field.label());
        }
        var rows =
                entries.map(
                                each -> {
                                    var row = new ArrayList<Cell>();
                                    row.add(Cell.plain(each.server().name()));
                                    for (var field : fields) {
                                        row.add(Cell.of(each.entry().value(field)));
                                    }
                                    return (List<Cell>) row;
                                })
                        .toList();
        return new Block.Table(caption, columns, rows, empty);
    }
}
