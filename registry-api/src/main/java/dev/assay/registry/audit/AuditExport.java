package dev.assay.registry.audit;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportOutcome;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The audit trail in one of its forms, among all that leaves. */
final class AuditExport implements ExportFormat {

    private static final List<ExportParameter> PARAMETERS =
            List.of(
                    ExportParameter.SERVER,
                    text("actor", "Only what this login did."),
                    text("action", "Only this action, or this kind of them."),
                    text("outcome", "Only what ended so: done, refused or failed."),
                    text("from", "From this day or moment on."),
                    text("to", "To this day, which counts whole, or until this moment."));

    private final AuditFormat format;
    private final AuditSearch search;

    AuditExport(AuditFormat format, AuditSearch search) {
        this.format = format;
        this.search = search;
    }

    private static ExportParameter text(String name, String description) {
        return ExportParameter.text(name, description, false);
    }

    @Override
    public String id() {
        return "audit-" + format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ExportGroup group() {
        return ExportGroup.EVIDENCE;
    }

    @Override
    public String title() {
        return "Audit trail, " + format.title();
    }

    @Override
    public String purpose() {
        return format.purpose();
    }

    @Override
    public String mediaType() {
        return format.mediaType();
    }

    @Override
    public String fileName() {
        return format.fileName();
    }

    @Override
    public List<ExportParameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public Set<Role> roles() {
        return EnumSet.of(Role.AUDITOR, Role.SECURITY, Role.ADMINISTRATOR);
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        return switch (AuditQuery.of(request.parameters()).parse()) {
            case AuditQuery.Parsed.Unclear(var problems) ->
                    new ExportOutcome.Refused(
                            problems.entrySet().stream()
                                    .map(
                                            each ->
                                                    new Unsaid(
                                                            each.getKey(),
                                                            each.getValue(),
                                                            "write it otherwise"))
                                    .toList(),
                            0);
            case AuditQuery.Parsed.Understood(var filter) -> {
                var out =
                        new BufferedWriter(
                                new OutputStreamWriter(to, StandardCharsets.UTF_8), 64 * 1024);
                out.write(format.head());
                search.each(filter, (written, named) -> out.write(format.line(written, named)));
                out.flush();
                yield new ExportOutcome.Written();
            }
        };
    }
}
