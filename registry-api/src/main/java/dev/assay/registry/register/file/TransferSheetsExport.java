package dev.assay.registry.register.file;

import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.register.Surroundings;
import dev.assay.registry.register.TransferSheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/** The transfer risk assessments of one server, a sheet for each importer and country. */
final class TransferSheetsExport implements ExportFormat {

    private static final ExportParameter SERVER =
            ExportParameter.text(
                    "server",
                    "The server: its package's name, its package URL with or without a version, or"
                            + " its id in the inventory.",
                    true);

    private final Records records;
    private final Supplier<Surroundings> around;

    TransferSheetsExport(Records records, Supplier<Surroundings> around) {
        this.records = records;
        this.around = around;
    }

    @Override
    public String id() {
        return "transfer-assessments-xlsx";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return "Transfer risk assessments, Excel";
    }

    @Override
    public String purpose() {
        return "The ICO's six questions for one server, a sheet for each importer and country that"
                + " needs an assessment or of which that is not known: the first question answered"
                + " from the record, the others marked for people.";
    }

    @Override
    public String mediaType() {
        return Form.XLSX.mediaType();
    }

    @Override
    public String fileName() {
        return "transfer-assessments.xlsx";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(SERVER);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var asked = request.parameter(SERVER).orElseThrow();
        var found = records.named(asked).orElse(null);
        if (found == null) {
            return Records.notOnRecord(asked);
        }
        var server = RecordSight.of(found.record(), request.account());
        var sheets = TransferSheet.of(server, around.get());
        if (sheets.isEmpty()) {
            return new ExportOutcome.Refused(
                    new Unsaid(
                            server.name(),
                            "no transfer of it needs an assessment: every importer is in the United"
                                    + " Kingdom or relies on no safeguard of Art. 46",
                            "see the register of transfers for the mechanism of each"));
        }
        try (var workbook = new XlsxWriter(to)) {
            for (var sheet : sheets) {
                workbook.begin(sheet.title(), TransferSheet.COLUMNS);
                for (var row : sheet.rows()) {
                    workbook.row(row);
                }
                workbook.end();
            }
            workbook.finish();
        }
        return new ExportOutcome.Written();
    }
}
