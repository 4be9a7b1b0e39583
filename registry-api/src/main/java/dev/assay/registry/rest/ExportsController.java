package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.Exports;
import dev.assay.registry.export.Made;
import dev.assay.registry.export.Unsaid;
import dev.assay.registry.gate.CallerAddresses;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that leaves Assay for other programs, each in its own form. */
@RestController
final class ExportsController {

    private final Exports exports;
    private final CallerAddresses addresses;

    ExportsController(Exports exports, CallerAddresses addresses) {
        this.exports = exports;
        this.addresses = addresses;
    }

    record ParameterDocument(
            String name,
            String description,
            boolean required,
            List<String> choices,
            boolean several) {

        static ParameterDocument of(ExportParameter parameter) {
            return new ParameterDocument(
                    parameter.name(),
                    parameter.description(),
                    parameter.required(),
                    parameter.choices(),
                    parameter.several());
        }
    }

    record FormatDocument(
            String id,
            String group,
            String title,
            String purpose,
            List<String> cannotSay,
            String mediaType,
            String fileName,
            List<ParameterDocument> parameters) {

        static FormatDocument of(ExportFormat format) {
            return new FormatDocument(
                    format.id(),
                    format.group().name().toLowerCase(Locale.ROOT),
                    format.title(),
                    format.purpose(),
                    format.cannotSay(),
                    format.mediaType(),
                    format.fileName(),
                    format.parameters().stream().map(ParameterDocument::of).toList());
        }
    }

    @GetMapping("/api/v1/exports")
    Map<String, List<FormatDocument>> formats(Account account) {
        return Map.of(
                "formats", exports.formats(account).stream().map(FormatDocument::of).toList());
    }

    /** The entity tag is the SHA-256 of what is answered. */
    @GetMapping("/api/v1/exports/{format}")
    void export(
            Account account,
            @PathVariable String format,
            @RequestParam Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        switch (exports.make(
                account, format, parameters, addresses.gate(request), addresses.main(request))) {
            case Made.Unknown(var id) ->
                    throw Problem.notFound(
                            "There is no export called '" + id + "'.",
                            "GET /api/v1/exports lists them.");
            case Made.NotAllowed(var found) ->
                    throw Problem.forbidden(
                            "'" + found.id() + "' is for other roles than yours.",
                            "Ask somebody who holds one of: "
                                    + String.join(
                                            ", ",
                                            found.roles().stream()
                                                    .map(each -> each.words())
                                                    .sorted()
                                                    .toList())
                                    + ".");
            case Made.Unclear(var problems) ->
                    throw Problem.unacceptable(
                            problems.entrySet().stream()
                                    .map(
                                            each ->
                                                    Map.of(
                                                            "field",
                                                            each.getKey(),
                                                            "message",
                                                            each.getValue()))
                                    .toList());
            case Made.Refused(var unsaid, var more) ->
                    throw Problem.cannotBeSaid(
                            unsaid.stream().map(ExportsController::document).toList(), more);
            case Made.Ready ready -> {
                try (ready) {
                    send(account, ready, parameters, new ServletWebRequest(request, response));
                }
            }
        }
    }

    private void send(
            Account account, Made.Ready made, Map<String, String> parameters, ServletWebRequest web)
            throws IOException {
        var response = web.getResponse();
        if (response == null || web.checkNotModified("\"" + made.digest() + "\"")) {
            return;
        }
        exports.left(account, made, parameters);
        response.setContentType(made.format().mediaType());
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + made.format().fileName() + "\"");
        response.setContentLengthLong(made.size());
        made.copyTo(response.getOutputStream());
    }

    private static Map<String, String> document(Unsaid unsaid) {
        return Map.of("subject", unsaid.subject(), "why", unsaid.why(), "next", unsaid.next());
    }
}
