package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fetches exports from a running service. */
final class ExportDesk implements AutoCloseable {

    /** A large installation writes for a while before it answers. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RunningService service;

    /**
     * @param token sent as bearer, null for none
     */
    ExportDesk(URI service, @Nullable String token) {
        this.service = new RunningService(service, RunningService.bearer(token), PATIENCE);
    }

    /** The formats there are, one a line. */
    List<String> formats() throws IncompleteException, InterruptedException {
        var document = service.ask(service.request("api/v1/exports"));
        var lines = new ArrayList<String>();
        for (var each : document.path("formats")) {
            lines.add(
                    "%-24s %s"
                            .formatted(
                                    each.path("id").asString(""), each.path("title").asString("")));
        }
        return lines;
    }

    /**
     * Writes one.
     *
     * @param file null for the stream {@code out}
     * @return what the format cannot say, one a line; empty where it is written
     */
    List<String> export(
            String format, Map<String, String> parameters, @Nullable Path file, OutputStream out)
            throws IncompleteException, UsageException, InterruptedException {
        var query =
                parameters.entrySet().stream()
                        .map(
                                each ->
                                        RunningService.encoded(each.getKey())
                                                + "="
                                                + RunningService.encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        var answer =
                service.send(
                        service.request(
                                "api/v1/exports/"
                                        + RunningService.encoded(format)
                                        + (query.isEmpty() ? "" : "?" + query)));
        if (answer.statusCode() == 200) {
            keep(answer, file, out);
            return List.of();
        }
        var document = service.document(answer);
        if (document.path("unsaid").isArray()) {
            return refusal(document);
        }
        if (answer.statusCode() == 404 || document.path("problems").isArray()) {
            throw new UsageException(misunderstood(document));
        }
        throw service.failure(answer.statusCode(), document);
    }

    private static List<String> refusal(JsonNode document) {
        var lines = new ArrayList<String>();
        lines.add("assay: this format cannot say what was approved, so nothing was written:");
        for (var each : document.path("unsaid")) {
            lines.add(
                    "  "
                            + each.path("subject").asString("")
                            + ": "
                            + each.path("why").asString("")
                            + ";\n      "
                            + each.path("next").asString(""));
        }
        var more = document.path("more").asInt(0);
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }

    private static String misunderstood(JsonNode document) {
        var text = new StringBuilder(document.path("detail").asString("it is not understood"));
        for (var each : document.path("problems")) {
            text.append("\n  --")
                    .append(each.path("field").asString(""))
                    .append(' ')
                    .append(each.path("message").asString(""));
        }
        return text.toString();
    }

    private static void keep(
            HttpResponse<InputStream> answer, @Nullable Path file, OutputStream out)
            throws IncompleteException {
        try (var body = answer.body()) {
            if (file == null) {
                body.transferTo(out);
                out.flush();
                return;
            }
            // Whoever reads the file finds the old one or the new one, and never half of it.
            var part = file.resolveSibling("." + file.getFileName() + ".part");
            try {
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new IncompleteException("the export could not be written: " + e);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
