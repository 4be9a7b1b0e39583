package dev.assay.registry.register.file;

import dev.assay.registry.register.Cell;
import dev.assay.registry.register.Column;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Row;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.util.List;

/**
 * The document {@code assay-register/1}: the columns, then the rows, each cell with its words and
 * how they are known. Nothing of what the record says is lost here.
 */
final class JsonWriter implements RegisterWriter {

    static final String SCHEMA = "assay-register/1";

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator out;
    private List<Column> columns = List.of();

    JsonWriter(OutputStream to) {
        out = JSON.createGenerator(to);
    }

    @Override
    public void begin(Register register) {
        columns = register.columns();
        out.writeStartObject();
        out.writeStringProperty("schema", SCHEMA);
        out.writeStringProperty("register", register.id());
        out.writeStringProperty("title", register.title());
        out.writeArrayPropertyStart("columns");
        for (var each : columns) {
            out.writeStartObject();
            out.writeStringProperty("key", each.key());
            out.writeStringProperty("label", each.label());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("rows");
    }

    @Override
    public void row(Row row) {
        out.writeStartObject();
        for (var i = 0; i < columns.size(); i++) {
            out.writeName(columns.get(i).key());
            cell(row.cells().get(i));
        }
        out.writeEndObject();
    }

    private void cell(Cell cell) {
        out.writeStartObject();
        out.writeStringProperty("text", cell.text());
        out.writeArrayPropertyStart("words");
        cell.words().forEach(out::writeString);
        out.writeEndArray();
        out.writeStringProperty("provenance", cell.provenance().words());
        out.writeStringProperty("source", cell.source());
        out.writeEndObject();
    }

    @Override
    public void end() {
        out.writeEndArray();
        out.writeEndObject();
        out.writeRaw('\n');
    }

    @Override
    public void close() {
        out.close();
    }
}
