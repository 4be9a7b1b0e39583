package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes pages of the simple repository API, in the form that a client asks for. */
final class PageWriter {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final String HTML = "application/vnd.pypi.simple.v1+html";
    private static final String PLAIN = "text/html; charset=utf-8";
    private static final String VERSION = "1.4";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z";
    private static final JsonMapper MAPPER = new JsonMapper();

    private PageWriter() {}

    /** The page of a package. */
    static GateAnswer page(
            GateRequest request,
            String project,
            Collection<String> versions,
            List<ListedFile> files,
            @Nullable String status) {
        var type = type(request.header("accept"));
        return answer(
                request,
                type,
                type.equals(JSON)
                        ? json(project, versions, files, status)
                        : html(project, files, status));
    }

    /** The list of packages. */
    static GateAnswer projects(GateRequest request, Collection<String> projects) {
        var type = type(request.header("accept"));
        if (type.equals(JSON)) {
            var body = MAPPER.createObjectNode();
            body.putObject("meta").put("api-version", VERSION);
            var listed = body.putArray("projects");
            projects.forEach(project -> listed.addObject().put("name", project));
            return answer(request, type, MAPPER.writeValueAsBytes(body));
        }
        var body = begin("Approved packages", null);
        projects.forEach(
                project ->
                        body.append("<a href=\"")
                                .append(project)
                                .append("/\">")
                                .append(project)
                                .append("</a><br>\n"));
        return answer(request, type, end(body));
    }

    private static byte[] json(
            String project,
            Collection<String> versions,
            List<ListedFile> files,
            @Nullable String status) {
        var body = MAPPER.createObjectNode();
        body.putObject("meta").put("api-version", VERSION);
        body.put("name", project);
        if (status != null) {
            body.putObject("project-status").put("status", status);
        }
        var all = body.putArray("versions");
        versions.forEach(all::add);
        var listed = body.putArray("files");
        for (var file : files) {
            var entry = listed.addObject();
            entry.put("filename", file.fileName());
            entry.put("url", file.url());
            var hashes = entry.putObject("hashes");
            file.hashes().forEach(hashes::put);
            if (file.requiresPython() != null) {
                entry.put("requires-python", file.requiresPython());
            }
            // Under its former name as well (PEP 714).
            for (var name : List.of("core-metadata", "dist-info-metadata")) {
                if (file.metadata() == null) {
                    entry.put(name, false);
                } else {
                    entry.putObject(name).put("sha256", file.metadata());
                }
            }
            if (file.size() != null) {
                entry.put("size", file.size());
            }
            // One that is written in another way makes uv refuse the whole page.
            if (file.uploaded() != null && file.uploaded().matches(TIME)) {
                entry.put("upload-time", file.uploaded());
            }
            if (file.yanked() == null) {
                entry.put("yanked", false);
            } else {
                entry.put("yanked", file.yanked());
            }
        }
        return MAPPER.writeValueAsBytes(body);
    }

    private static byte[] html(String project, List<ListedFile> files, @Nullable String status) {
        var body = begin(project, status);
        for (var file : files) {
            body.append("<a href=\"").append(escaped(file.url()));
            if (file.hashes().containsKey("sha256")) {
                body.append("#sha256=").append(file.hashes().get("sha256"));
            }
            body.append('"');
            attribute(body, "data-requires-python", file.requiresPython());
            attribute(
                    body,
                    "data-core-metadata",
                    file.metadata() == null ? null : "sha256=" + file.metadata());
            attribute(
                    body,
                    "data-dist-info-metadata",
                    file.metadata() == null ? null : "sha256=" + file.metadata());
            attribute(body, "data-yanked", file.yanked());
            body.append('>').append(escaped(file.fileName())).append("</a><br>\n");
        }
        return end(body);
    }

    private static StringBuilder begin(String title, @Nullable String status) {
        var body =
                new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n")
                        .append("<meta name=\"pypi:repository-version\" content=\"")
                        .append(VERSION)
                        .append("\">\n");
        if (status != null) {
            body.append("<meta name=\"pypi:project-status\" content=\"")
                    .append(escaped(status))
                    .append("\">\n");
        }
        return body.append("<title>").append(escaped(title)).append("</title></head><body>\n");
    }

    private static byte[] end(StringBuilder body) {
        return body.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void attribute(StringBuilder body, String name, @Nullable String value) {
        if (value != null) {
            body.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static GateAnswer answer(GateRequest request, String type, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        // It changes whenever an approval changes what is listed.
        var etag = '"' + Sha256.of(body).hex().substring(0, 32) + '"';
        headers.put("ETag", etag);
        headers.put("Cache-Control", "max-age=0, must-revalidate");
        headers.put("Vary", "Accept");
        if (etag.equals(request.header("if-none-match"))) {
            return GateAnswer.empty(304, Map.copyOf(headers));
        }
        headers.put("Content-Type", type);
        return GateAnswer.of(200, headers, body);
    }

    /** What is wanted most; JSON where two are wanted alike, HTML where none is named (PEP 691). */
    static String type(@Nullable String accept) {
        var best = PLAIN;
        var bestQuality = 0.0;
        for (var each : accept == null ? new String[0] : accept.split(",")) {
            var parts = each.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
            var type =
                    switch (parts[0]) {
                        case JSON, "application/vnd.pypi.simple.latest+json" -> JSON;
                        case HTML, "application/vnd.pypi.simple.latest+html" -> HTML;
                        case "text/html" -> PLAIN;
                        default -> null;
                    };
            var quality = quality(parts);
            if (type != null
                    && quality > 0
                    && (quality > bestQuality || (quality == bestQuality && type.equals(JSON)))) {
                best = type;
                bestQuality = quality;
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (var part : parts) {
            if (part.matches("q\\s*=\\s*[01](\\.\\d{0,3})?")) {
                return Double.parseDouble(part.substring(part.indexOf('=') + 1).strip());
            }
        }
        return 1;
    }
}
