package dev.assay.registry.evidence;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditFilter;
import dev.assay.inventory.record.KeptRecord;
import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.release.Release;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.register.Registers;
import dev.assay.registry.register.file.Records;
import dev.assay.registry.register.file.RegisterFiles;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.report.ReportFormat;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One server for an auditor, as an archive: its record, bill of materials, the reports of its
 * releases, what people decided, and its part of the audit trail with the hashes of the chain. The
 * same records are the same bytes; every file's digest stands in {@code SHA256SUMS}.
 */
final class EvidencePack implements ExportFormat {

    private static final JsonMapper JSON = new JsonMapper();

    private final Records records;
    private final EvidenceSources sources;

    EvidencePack(Records records, EvidenceSources sources) {
        this.records = records;
        this.sources = sources;
    }

    @Override
    public String id() {
        return "evidence-pack";
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.EVIDENCE;
    }

    @Override
    public String title() {
        return "Evidence pack of a server";
    }

    @Override
    public String purpose() {
        return "Record, bill of materials, reports, decisions and audit events of one server in an"
                + " archive, each file with its digest, for an auditor or a regulator.";
    }

    @Override
    public List<String> cannotSay() {
        return List.of(
                "Attestations of what was let through by break-glass: nothing is signed for that.");
    }

    @Override
    public String mediaType() {
        return "application/zip";
    }

    @Override
    public String fileName() {
        return "evidence.zip";
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(
                ExportParameter.text(
                        ExportParameter.SERVER.name(), ExportParameter.SERVER.description(), true));
    }

    /** Those who may read the audit trail, of which a part is in it. */
    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var asked = request.parameter(ExportParameter.SERVER).orElse("");
        var found = records.named(asked);
        if (found.isEmpty()) {
            return Records.notOnRecord(asked);
        }
        write(found.get(), to);
        return new ExportOutcome.Written();
    }

    private void write(KeptRecord kept, OutputStream to) throws IOException {
        var pack = new Pack(to);
        var server = kept.record();
        pack.add("record.json", RecordJson.whole(server) + "\n");
        pack.add("bom/cyclonedx.json", out -> sources.bom(server, out));
        for (var register : Registers.KEPT) {
            pack.add(
                    "registers/" + register.id() + ".json",
                    out -> RegisterFiles.json(register, server, sources.around(), out));
        }
        var unread = releases(pack, Purl.parse(server.purl()));
        var events =
                sources.audit(
                        pack,
                        "audit/events.jsonl",
                        sources.packages(Purl.parse(server.purl())).stream()
                                .map(each -> AuditFilter.ofServer(each.toString()))
                                .toList());
        var checkpoint = sources.checkpoints().last();
        if (checkpoint.isPresent()) {
            pack.add("audit/checkpoint", checkpoint.get().note());
        }
        pack.add("attestation-keys.json", sources.attestations().keys());
        pack.add("README.md", Readme.of(kept, pack.files(), events, unread));
        pack.add("SHA256SUMS", Readme.sums(pack.files()));
        pack.finish();
    }

    /**
     * @return the releases without a report that can be read
     */
    private List<String> releases(Pack pack, Purl packagePurl) throws IOException {
        var unread = new ArrayList<String>();
        var releases =
                sources.releases(packagePurl).stream()
                        .sorted(
                                Comparator.comparing(Release::createdAt)
                                        .thenComparing(each -> each.id().value()))
                        .toList();
        for (var release : releases) {
            // The id keeps versions apart that are the same once they are plain.
            var folder =
                    "releases/"
                            + Pack.part(release.purl().exactVersion())
                            + "-"
                            + release.id().value().substring(0, 8)
                            + "/";
            pack.add(folder + "decisions.json", json(sources.decided(release)));
            pack.add(folder + "closure.jsonl", out -> sources.closure(release, out));
            var signed = sources.attestations().history(release.id());
            if (signed.length > 0) {
                pack.add(folder + "attestations.intoto.jsonl", out -> out.write(signed));
            }
            var bom = sources.bom(release);
            if (bom.isPresent()) {
                pack.add(folder + "bom.cdx.json", out -> out.write(bom.get()));
            } else {
                unread.add(release.purl() + " (its bill of materials)");
            }
            var delta = sources.delta(release);
            if (delta.isEmpty()) {
                unread.add(release.purl().toString());
                continue;
            }
            pack.add(folder + "delta.json", ReportFormat.JSON.render(delta.get(), false));
            pack.add(folder + "findings.sarif", ReportFormat.SARIF.render(delta.get(), false));
            pack.add(folder + "report.md", ReportFormat.MARKDOWN.render(delta.get(), false));
        }
        return unread;
    }

    private static String json(Object document) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }
}
