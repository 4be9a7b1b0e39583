package dev.assay.registry.register;

import dev.assay.inventory.record.Entry;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything on record of one kind of thing, every field a column. */
public final class SubjectRegister implements Register {

    private final Subject subject;
    private final List<Column> columns;

    public SubjectRegister(Subject subject) {
        this.subject = subject;
        columns =
                Stream.concat(
                                Stream.of(
                                        new Column("server-package", "Server's package"),
                                        new Column("server-name", "Server"),
                                        new Column("key", "Which")),
                                Field.of(subject).stream()
                                        .map(each -> new Column(each.key(), each.label())))
                        .toList();
    }

    public Subject subject() {
        return subject;
    }

    @Override
    public String id() {
        return subject.words();
    }

    @Override
    public String title() {
        return switch (subject) {
            case SERVER -> "Servers";
            case RELEASE -> "Releases";
            case TOOL -> "Tools";
            case DESTINATION -> "Destinations";
            case SYSTEM -> "Systems";
            case IDENTITY -> "Identities";
            case CREDENTIAL -> "Credentials";
            case CONSUMER -> "Consumers";
            case GRANT -> "Grants";
            case CHECK -> "Checks";
            case DECISION -> "Decisions";
        };
    }

    @Override
    public String purpose() {
        return "Every field of the inventory, one row for each.";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<Row> rows(ServerRecord server, Surroundings around) {
        var fields = Field.of(subject);
        return server.each(subject).map(entry -> row(server, entry, fields)).toList();
    }

    static Row row(ServerRecord server, Entry entry, List<Field> fields) {
        var cells = new ArrayList<Cell>(fields.size() + 3);
        cells.add(Cell.verified(server.purl()));
        cells.add(Cell.verified(server.name()));
        cells.add(Cell.verified(entry.key().isBlank() ? server.purl() : entry.key()));
        fields.forEach(field -> cells.add(Cell.of(entry.value(field))));
        return new Row(cells);
    }
}
