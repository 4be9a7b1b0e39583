package dev.assay.registry.register.file;

import dev.assay.inventory.record.RecordJson;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.register.Registers;
import dev.assay.registry.register.Surroundings;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** The whole inventory: a workbook with a sheet for each kind of thing, or a record a line. */
final class InventoryExport implements ExportFormat {

    private final boolean workbook;
    private final Records records;
    private final Supplier<Surroundings> around;

    InventoryExport(boolean workbook, Records records, Supplier<Surroundings> around) {
        this.workbook = workbook;
        this.records = records;
        this.around = around;
    }

    @Override
    public String id() {
        return workbook ? "inventory-xlsx" : "inventory-jsonl";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return workbook ? "Whole inventory, Excel" : "Whole inventory, JSON Lines";
    }

    @Override
    public String purpose() {
        return workbook
                ? "Every field of every server, release, tool, destination, system, identity,"
                        + " credential, consumer, grant, check and decision, a sheet for each kind."
                : "Every record whole, one JSON object a line, each value with how it is known:"
                        + " nothing is lost.";
    }

    @Override
    public String mediaType() {
        return workbook ? Form.XLSX.mediaType() : "application/jsonl";
    }

    @Override
    public String fileName() {
        return workbook ? "inventory.xlsx" : "inventory.jsonl";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of();
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        try (var all = records.all()) {
            if (workbook) {
                InventoryWorkbook.write(
                        Registers.WHOLE,
                        all,
                        each -> RecordSight.of(each, request.account()),
                        around.get(),
                        to);
            } else {
                var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
                for (var each = all.iterator(); each.hasNext(); ) {
                    var server = RecordSight.of(each.next().record(), request.account());
                    out.write(RecordJson.whole(server).toString());
                    out.write('\n');
                }
                out.flush();
            }
        }
        return new ExportOutcome.Written();
    }
}
