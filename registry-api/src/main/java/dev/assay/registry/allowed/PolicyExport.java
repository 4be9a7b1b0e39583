package dev.assay.registry.allowed;

import dev.assay.registry.allowed.AllowedSource.Reading;
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
import java.util.ArrayList;
import java.util.List;

/** What is allowed, in the form of one target. */
final class PolicyExport implements ExportFormat {

    static final ExportParameter LEAVE_OUT =
            ExportParameter.choice(
                    "leave-out",
                    "With unsayable, what the format cannot say is left out, which denies it, and"
                            + " named in the file; without it, the export is refused.",
                    List.of("unsayable"));

    private final Target target;
    private final AllowedSource source;
    private final FirstMade firstMade;
    private final ExportParameter elsewhere;

    PolicyExport(Target target, AllowedSource source, FirstMade firstMade) {
        this.target = target;
        this.source = source;
        this.firstMade = firstMade;
        this.elsewhere =
                ExportParameter.some(
                        "elsewhere",
                        "What somebody else enforces that this format cannot; without it, an export"
                                + " that would need it is refused.",
                        target.info().unsaid().stream().map(Aspect::words).toList());
    }

    @Override
    public String id() {
        return target.info().id();
    }

    @Override
    public ExportGroup group() {
        return target.info().group();
    }

    @Override
    public String title() {
        return target.info().title();
    }

    @Override
    public String purpose() {
        return target.info().purpose();
    }

    @Override
    public List<String> cannotSay() {
        return target.info().cannotSay();
    }

    @Override
    public String mediaType() {
        return target.info().mediaType();
    }

    @Override
    public String fileName() {
        return target.info().fileName();
    }

    @Override
    public List<ExportParameter> parameters() {
        var info = target.info();
        var parameters = new ArrayList<ExportParameter>();
        parameters.add(ExportParameter.STAGE);
        parameters.add(
                info.oneServer()
                        ? ExportParameter.text("server", ExportParameter.SERVER.description(), true)
                        : ExportParameter.SERVER);
        if (info.identities()) {
            parameters.add(ExportParameter.CONSUMER);
        }
        if (!info.unsaid().isEmpty()) {
            parameters.add(elsewhere);
        }
        parameters.add(LEAVE_OUT);
        parameters.addAll(info.parameters());
        return parameters;
    }

    @Override
    public ExportOutcome write(ExportRequest request, OutputStream to) throws IOException {
        var kept =
                target.info().unsaid().stream()
                        .filter(each -> request.values(elsewhere).contains(each.words()))
                        .toList();
        try (var spool =
                new Spool(new Sayable(target, kept), request.parameter(LEAVE_OUT).isPresent())) {
            var wish =
                    new AllowedSource.Wish(
                            request.stage(),
                            request.parameter(ExportParameter.SERVER).orElse(null),
                            request.parameter(ExportParameter.CONSUMER).orElse(null),
                            request.gate());
            var reading = source.read(wish, spool::take);
            var withdrawn = target.saysWithdrawn() ? source.withdrawn(wish) : List.<Withdrawn>of();
            if (reading instanceof Reading.Nothing(var subject, var why, var next)
                    && (withdrawn.isEmpty() || !subject.equals(AllowedSource.SERVER))) {
                return new ExportOutcome.Refused(new Unsaid(subject, why, next));
            }
            if (!spool.refused().isEmpty()) {
                return new ExportOutcome.Refused(spool.refused(), spool.refusedMore());
            }
            var allowed = spool.allowed(request.stage(), kept, withdrawn, firstMade, id(), request);
            if (target.info().oneServer() && allowed.servers() != 1) {
                return new ExportOutcome.Refused(oneOf(allowed.servers()));
            }
            var objection = target.objection(allowed, request);
            if (objection.isPresent()) {
                return new ExportOutcome.Refused(objection.get());
            }
            var out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
            target.write(allowed, request, out);
            out.flush();
            return new ExportOutcome.Written();
        }
    }

    private static Unsaid oneOf(int found) {
        return new Unsaid(
                "server",
                found == 0
                        ? "what is named cannot be said at all"
                        : "the file is about one release, and " + found + " are approved",
                "name one with its version, as npm does: name@1.2.3");
    }
}
