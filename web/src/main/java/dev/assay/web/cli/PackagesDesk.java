package dev.assay.web.cli;

import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packages of a server at a running service, by its REST API. */
final class PackagesDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI service;
    private final String token;

    /** What a server is shipped as, a line for each package. */
    record Shipped(List<String> lines) {

        static Shipped of(JsonNode document) {
            var lines = new ArrayList<String>();
            for (var each : document.path("packages")) {
                var by = each.path("by").asString("");
                var reason = each.path("reason").asString("");
                lines.add(
                        each.path("purl").asString("")
                                + "  "
                                + each.path("basis").asString("")
                                + (by.isEmpty() ? "" : " by " + by)
                                + (reason.isEmpty() ? "" : ": " + reason));
            }
            for (var each : document.path("proposals")) {
                lines.add(
                        each.path("purl").asString("")
                                + "  proposed: "
                                + each.path("reason").asString(""));
            }
            return new Shipped(lines);
        }
    }

    /**
     * @param token sent as bearer
     */
    PackagesDesk(URI service, String token) {
        var base = service.toString();
        this.service = URI.create(base.endsWith("/") ? base : base + "/");
        this.token = token;
    }

    Shipped list(String server) throws IncompleteException, UsageException, InterruptedException {
        return send(request(path(server)));
    }

    Shipped join(String server, String other, String reason)
            throws IncompleteException, UsageException, InterruptedException {
        var wish =
                JSON.createObjectNode().put("purl", named(other).toString()).put("reason", reason);
        return send(
                request(path(server))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish))));
    }

    /** The server is found by the package itself. */
    Shipped part(String other, String reason)
            throws IncompleteException, UsageException, InterruptedException {
        return send(
                request(
                                path(other)
                                        + "?purl="
                                        + encoded(named(other).toString())
                                        + "&reason="
                                        + encoded(reason))
                        .DELETE());
    }

    /** A server has the id that any of its packages leads to. */
    private static String path(String server) throws UsageException {
        var id = server.matches("[0-9a-f]{32}") ? server : Servers.id(named(server)).value();
        return "api/v1/servers/" + id + "/packages";
    }

    private static Purl named(String written) throws UsageException {
        try {
            return Purl.parse(written).withVersion(null);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "'"
                            + written
                            + "' names no package: "
                            + e.getMessage()
                            + "; write it as a package URL, for example npm:@scope/name");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Shipped send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            var document = JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new IncompleteException(
                        service
                                + " answers "
                                + answer.statusCode()
                                + ": "
                                + document.path("detail").asString("")
                                + " "
                                + document.path("next").asString(""));
            }
            return Shipped.of(document);
        } catch (IOException e) {
            throw new IncompleteException(service + " does not answer: " + e);
        } catch (JacksonException e) {
            throw new IncompleteException(
                    service + " answers no JSON, so it is no Assay; give its address by --service");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
