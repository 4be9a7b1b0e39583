package dev.assay.registry.dpia;

import dev.assay.inventory.account.Role;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** The workbook of every server there is: the sheets of an assessment, without one. */
final class RegisterWorkbook implements ExportFormat {

    private final CurrentRecords records;
    private final Draft.Organisation organisation;
    private final Clock clock;

    RegisterWorkbook(CurrentRecords records, Draft.Organisation organisation, Clock clock) {
        this.records = records;
        this.organisation = organisation;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "data-protection-workbook";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.ASSESSMENT;
    }

    @Override
    public String title() {
        return "Data protection workbook";
    }

    @Override
    public String purpose() {
        return "All servers as sheets: inventory, tools, data and fields, transfers, identities,"
                + " approvals, findings, waivers, ROPA, and the risks that each brings by itself.";
    }

    @Override
    public String mediaType() {
        return DpiaFile.EXCEL.mediaType();
    }

    @Override
    public String fileName() {
        return "data-protection.xlsx";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of();
    }

    @Override
    public Set<Role> roles() {
        return Dpias.READERS;
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var day = clock.instant().truncatedTo(ChronoUnit.DAYS);
        new WorkbookFile(
                        organisation,
                        "Records as they were on " + day.toString().substring(0, 10),
                        day)
                .writeAll(
                        consumer -> {
                            try (var all = records.all()) {
                                all.forEach(consumer);
                            }
                        },
                        to);
        return new ExportOutcome.Written();
    }
}
