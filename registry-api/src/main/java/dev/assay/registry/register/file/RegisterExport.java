package dev.assay.registry.register.file;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.register.Register;
import dev.assay.registry.register.Surroundings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A register in one of its forms, of all servers or of one. */
final class RegisterExport implements ExportFormat {

    private final Register register;
    private final Form form;
    private final Records records;
    private final Supplier<Surroundings> around;

    RegisterExport(Register register, Form form, Records records, Supplier<Surroundings> around) {
        this.register = register;
        this.form = form;
        this.records = records;
        this.around = around;
    }

    @Override
    public String id() {
        return register.id() + "-" + form.extension();
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return register.title() + ", " + form.title();
    }

    @Override
    public String purpose() {
        return register.purpose();
    }

    @Override
    public List<String> cannotSay() {
        return form == Form.JSON
                ? List.of()
                : List.of(
                        "Who says each value: a last column tells how sure each is; JSON has the"
                                + " sources.");
    }

    @Override
    public String mediaType() {
        return form.mediaType();
    }

    @Override
    public String fileName() {
        return register.id() + "." + form.extension();
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(ExportParameter.SERVER);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var asked = request.parameter(ExportParameter.SERVER);
        if (asked.isPresent()) {
            var one = records.named(asked.get());
            return one.isEmpty()
                    ? Records.notOnRecord(asked.get())
                    : write(request, Stream.of(one.get()), to);
        }
        try (var all = records.all()) {
            return write(request, all, to);
        }
    }

    private ExportOutcome write(ExportRequest request, Stream<KeptRecord> servers, OutputStream to)
            throws IOException {
        var surroundings = around.get();
        try (var writer = writer(to)) {
            writer.begin(register);
            for (Iterator<KeptRecord> each = servers.iterator(); each.hasNext(); ) {
                var server = RecordSight.of(each.next().record(), request.account());
                for (var row : register.rows(server, surroundings)) {
                    writer.row(row);
                }
            }
            writer.end();
            if (writer instanceof XlsxWriter workbook) {
                workbook.finish();
            }
        }
        return new ExportOutcome.Written();
    }

    private RegisterWriter writer(OutputStream to) throws IOException {
        return switch (form) {
            case CSV -> new CsvWriter(to);
            case XLSX -> new XlsxWriter(to);
            case JSON -> new JsonWriter(to);
        };
    }
}
