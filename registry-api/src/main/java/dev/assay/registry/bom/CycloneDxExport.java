package dev.assay.registry.bom;

import dev.assay.inventory.record.ServerRecord;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.record.RecordSight;
import dev.assay.registry.register.file.Records;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** CycloneDX 1.6 of one server with its checklists, or of all without them. */
final class CycloneDxExport implements ExportFormat {

    private final Records records;
    private final Packages packages;

    CycloneDxExport(Records records, Packages packages) {
        this.records = records;
        this.packages = packages;
    }

    @Override
    public String id() {
        return "cyclonedx";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return "CycloneDX 1.6";
    }

    @Override
    public String purpose() {
        return "Servers as services with their tools, data flows and who governs them, served"
                + " releases as components with their closures, for what reads bills of materials.";
    }

    @Override
    public List<String> cannotSay() {
        return List.of(
                "Checklists are declared of one server alone; ask with a server for them.",
                "Releases that are not served are left to the inventory's own exports.");
    }

    @Override
    public String mediaType() {
        return "application/vnd.cyclonedx+json";
    }

    @Override
    public String fileName() {
        return "assay.cdx.json";
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
            if (one.isEmpty()) {
                return Records.notOnRecord(asked.get());
            }
            write(RecordSight.of(one.get().record(), request.account()), to);
            return new ExportOutcome.Written();
        }
        try (var bom = new CycloneDx(to, packages);
                var all = records.all()) {
            all.forEach(each -> bom.server(RecordSight.of(each.record(), request.account())));
            bom.finish();
        }
        return new ExportOutcome.Written();
    }

    private void write(ServerRecord server, OutputStream to) throws IOException {
        try (var bom = new CycloneDx(to, packages)) {
            bom.server(server);
            bom.finish(server);
        }
    }
}
