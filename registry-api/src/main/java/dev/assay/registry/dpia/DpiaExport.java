package dev.assay.registry.dpia;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.Id;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.workflow.Deed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/**
 * One file of an assessment, for servers that are named: the one that is kept of them, or a new
 * one.
 */
final class DpiaExport implements ExportFormat {

    static final ExportParameter SERVERS =
            ExportParameter.text(
                    "server",
                    "One server or several, separated by commas: a package's name, its package URL,"
                            + " or its id in the inventory.",
                    true);

    private final DpiaFile file;
    private final String id;
    private final Dpias dpias;
    private final DpiaFiles files;

    DpiaExport(DpiaFile file, String id, Dpias dpias, DpiaFiles files) {
        this.file = file;
        this.id = id;
        this.dpias = dpias;
        this.files = files;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.ASSESSMENT;
    }

    @Override
    public String title() {
        return file == DpiaFile.PACK ? "DPIA pack" : "DPIA: " + file.words();
    }

    @Override
    public String purpose() {
        return switch (file) {
            case PACK ->
                    "A data protection impact assessment of servers in every form, in one zip: Word,"
                            + " Excel, PDF, JSON, the CNIL's PIA tool, and the picture of the data flow.";
            case WORD -> "The ICO's seven steps, filled in as far as the record goes.";
            case PDF -> "The same as the Word document, tagged for screen readers, to be filed.";
            case EXCEL ->
                    "Inventory, tools, data, transfers, approvals, ROPA, risks and more, as sheets.";
            case JSON -> "Everything that the documents say, each value with how it is known.";
            case PIA -> "To be imported into the desktop or web edition of the CNIL's PIA tool.";
            case PIA_BACK_END -> "To be imported through the back end of the CNIL's PIA tool.";
            case PICTURE -> "How data flows, from systems to countries.";
        };
    }

    @Override
    public List<String> cannotSay() {
        return switch (file) {
            case PDF, PACK ->
                    List.of(
                            "The PDF shows Latin, Greek, Cyrillic, Armenian and Georgian letters; others"
                                    + " stand there as the numbers of their characters.");
            case PIA, PIA_BACK_END ->
                    List.of(
                            "The PIA tool has no screening, no sign-off in rows and no tables; they are"
                                    + " left out or written as lists.");
            case WORD, EXCEL, JSON, PICTURE -> List.of();
        };
    }

    @Override
    public String mediaType() {
        return file.mediaType();
    }

    @Override
    public String fileName() {
        return file.fileName();
    }

    @Override
    public List<ExportParameter> parameters() {
        return List.of(SERVERS);
    }

    @Override
    public Set<Role> roles() {
        return Dpias.READERS;
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        return switch (dpias.named(request.values(SERVERS))) {
            case Deed.Refused<List<Id>>(var why) -> refused(why);
            case Deed.Done<List<Id>>(var servers) -> write(servers, to);
        };
    }

    private ExportOutcome write(List<Id> servers, OutputStream to) throws IOException {
        return switch (dpias.found(servers)) {
            case Deed.Refused<List<ServerRecord>>(var why) -> refused(why);
            case Deed.Done<List<ServerRecord>>(var found) -> {
                files.write(file, dpias.assessment(found), to);
                yield new ExportOutcome.Written();
            }
        };
    }

    private static ExportOutcome refused(String why) {
        return new ExportOutcome.Refused(
                new Unsaid("server", why, "name servers that are in the inventory"));
    }
}
