package dev.assay.web.cli;

import dev.assay.inventory.server.Servers;
import dev.assay.scanners.coordinates.Purl;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** The packages of a server at a running service, by its REST API. */
final class PackagesDesk implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final RunningService service;

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
        this.service =
                new RunningService(service, RunningService.bearer(token), RunningService.PATIENCE);
    }

    Shipped list(String server) throws IncompleteException, UsageException, InterruptedException {
        return send(service.request(path(server)));
    }

    Shipped join(String server, String other, String reason)
            throws IncompleteException, UsageException, InterruptedException {
        var wish =
                JSON.createObjectNode().put("purl", named(other).toString()).put("reason", reason);
        return send(service.posting(path(server), wish));
    }

    /** The server is found by the package itself. */
    Shipped part(String other, String reason)
            throws IncompleteException, UsageException, InterruptedException {
        return send(
                service.request(
                                path(other)
                                        + "?purl="
                                        + RunningService.encoded(named(other).toString())
                                        + "&reason="
                                        + RunningService.encoded(reason))
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

    private Shipped send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        return Shipped.of(service.ask(request));
    }

    @Override
    public void close() {
        service.close();
    }
}
