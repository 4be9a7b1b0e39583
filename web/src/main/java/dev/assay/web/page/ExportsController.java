package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.Exports;
import dev.assay.registry.export.Made;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.web.page.ExportsView.Field;
import dev.assay.web.page.ExportsView.Group;
import dev.assay.web.page.ExportsView.Reason;
import dev.assay.web.page.ExportsView.Refusal;
import dev.assay.web.page.ExportsView.Row;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The list of exports, and each of them. */
@Controller("exportPages")
final class ExportsController {

    private final Exports exports;
    private final CallerAddresses addresses;

    ExportsController(Exports exports, CallerAddresses addresses) {
        this.exports = exports;
        this.addresses = addresses;
    }

    @GetMapping("/exports")
    String list(Account reader, Model model) {
        return page(reader, null, Map.of(), null, model);
    }

    @GetMapping("/exports/{id}")
    @Nullable String export(
            Account reader,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException, InterruptedException {
        var asked = new LinkedHashMap<String, String>();
        request.getParameterMap()
                .forEach((name, values) -> asked.put(name, String.join(",", values)));
        return switch (exports.make(
                reader, id, asked, addresses.gate(request), addresses.main(request))) {
            case Made.Unknown unknown -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Made.NotAllowed no -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Made.Unclear(var problems) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(
                        reader,
                        id,
                        asked,
                        new Refusal(
                                "This was not understood",
                                problems.entrySet().stream()
                                        .map(
                                                each ->
                                                        new Reason(
                                                                each.getKey(),
                                                                each.getValue(),
                                                                "correct it and ask again"))
                                        .toList(),
                                0),
                        model);
            }
            case Made.Refused(var unsaid, var more) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(
                        reader,
                        id,
                        asked,
                        new Refusal(
                                "Nothing was written: this format cannot say what was approved",
                                unsaid.stream()
                                        .map(
                                                each ->
                                                        new Reason(
                                                                each.subject(),
                                                                each.why(),
                                                                each.next()))
                                        .toList(),
                                more),
                        model);
            }
            case Made.Ready ready -> {
                try (ready) {
                    send(reader, ready, asked, response);
                }
                yield null;
            }
        };
    }

    private void send(
            Account reader,
            Made.Ready made,
            Map<String, String> asked,
            HttpServletResponse response)
            throws IOException {
        exports.left(reader, made, asked);
        response.setContentType(made.format().mediaType());
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + made.format().fileName() + "\"");
        response.setContentLengthLong(made.size());
        made.copyTo(response.getOutputStream());
    }

    private String page(
            Account reader,
            @Nullable String open,
            Map<String, String> asked,
            @Nullable Refusal refusal,
            Model model) {
        var formats = exports.formats(reader);
        model.addAttribute(
                "view",
                new ExportsView(
                        Arrays.stream(ExportGroup.values())
                                .map(
                                        group ->
                                                new Group(
                                                        group.title(),
                                                        group.words(),
                                                        formats.stream()
                                                                .filter(
                                                                        each ->
                                                                                each.group()
                                                                                        == group)
                                                                .map(each -> row(each, open, asked))
                                                                .toList()))
                                .filter(group -> !group.formats().isEmpty())
                                .toList(),
                        refusal));
        return "exports";
    }

    private static Row row(ExportFormat format, @Nullable String open, Map<String, String> asked) {
        var isOpen = format.id().equals(open);
        return new Row(
                format.id(),
                format.title(),
                format.purpose(),
                format.cannotSay(),
                format.parameters().stream()
                        .map(each -> field(each, isOpen ? asked : Map.of()))
                        .toList(),
                isOpen);
    }

    private static Field field(ExportParameter parameter, Map<String, String> asked) {
        return new Field(
                parameter.name(),
                parameter.name().substring(0, 1).toUpperCase(Locale.ROOT)
                        + parameter.name().substring(1).replace('-', ' '),
                parameter.description(),
                parameter.required(),
                parameter.choices(),
                parameter.several(),
                Stream.ofNullable(asked.get(parameter.name()))
                        .flatMap(
                                value ->
                                        parameter.several()
                                                ? Arrays.stream(value.split(","))
                                                : Stream.of(value))
                        .toList());
    }
}
