package dev.assay.registry.bom;

import dev.assay.inventory.record.KeptRecord;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.register.file.Records;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** OpenVEX of the releases that are served. */
final class OpenVexExport implements ExportFormat {

    private final Records records;
    private final Organisation organisation;

    OpenVexExport(Records records, Organisation organisation) {
        this.records = records;
        this.organisation = organisation;
    }

    @Override
    public String id() {
        return "openvex";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.RECORD;
    }

    @Override
    public String title() {
        return "OpenVEX 0.2.0";
    }

    @Override
    public String purpose() {
        return "What is known of vulnerabilities in served releases, and the risks that people"
                + " accepted by a waiver.";
    }

    @Override
    public List<String> cannotSay() {
        return List.of(
                "That a release is not affected: nobody looks at that here, so the document says"
                        + " under_investigation instead.");
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String fileName() {
        return "assay.openvex.json";
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
                    : write(Stream.of(one.get()), to);
        }
        try (var all = records.all()) {
            return write(all, to);
        }
    }

    private ExportOutcome write(Stream<KeptRecord> servers, OutputStream to) {
        var name = organisation.name();
        var vex = new OpenVex(to, name == null || name.isBlank() ? "Assay" : name);
        var last = Instant.EPOCH;
        for (Iterator<KeptRecord> each = servers.iterator(); each.hasNext(); ) {
            var kept = each.next();
            vex.server(kept.record());
            last = kept.at().isAfter(last) ? kept.at() : last;
        }
        return vex.finish(last) > 0
                ? new ExportOutcome.Written()
                : new ExportOutcome.Refused(
                        new Unsaid(
                                "the releases that are served",
                                "there is nothing to state of any of them, and a document without"
                                        + " statements is not valid",
                                "ask again when a release is served"));
    }
}
