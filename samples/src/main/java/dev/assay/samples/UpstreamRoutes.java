package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which document a path asks for. */
final class UpstreamRoutes {

    private static final String ABBREVIATED = "application/vnd.npm.install-v1+json";

    private static final String NAME = "/(?<name>@[^/]+/[^/]+|[^@/][^/]*)";
    private static final Pattern TAGS = Pattern.compile("/-/package" + NAME + "/dist-tags");
    private static final Pattern ATTESTATIONS =
            Pattern.compile("/-/npm/v1/attestations/(?<name>@?[^@]+)@(?<version>[^@]+)");
    private static final Pattern TARBALL = Pattern.compile(NAME + "/-/(?<file>[^/]+\\.tgz)");
    private static final Pattern VERSION = Pattern.compile(NAME + "/(?<version>[^/-][^/]*)");
    private static final Pattern PACKUMENT = Pattern.compile(NAME);

    private final Shelf shelf;

    UpstreamRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    UpstreamAnswer answer(HttpExchange exchange, String path) {
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return UpstreamAnswer.empty(405);
        }
        var accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"));
        var answer = document(path, accept.orElse("").contains(ABBREVIATED));
        var known = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (answer.etag().filter(etag -> etag.equals(known)).isPresent()) {
            return UpstreamAnswer.empty(304);
        }
        return answer;
    }

    private UpstreamAnswer document(String path, boolean abbreviated) {
        if (path.equals("/-/ping")) {
            return UpstreamAnswer.json(Map.of());
        }
        var tags = TAGS.matcher(path);
        if (tags.matches()) {
            return shelf.tags(tags.group("name"))
                    .map(UpstreamAnswer::json)
                    .orElseGet(UpstreamRoutes::notFound);
        }
        if (path.equals("/-/npm/v1/keys")) {
            return shelf.keys().map(UpstreamRoutes::written).orElseGet(UpstreamRoutes::notFound);
        }
        var attestations = ATTESTATIONS.matcher(path);
        if (attestations.matches()) {
            return shelf.attestations(attestations.group("name"), attestations.group("version"))
                    .map(UpstreamRoutes::written)
                    .orElseGet(UpstreamRoutes::notFound);
        }
        if (path.startsWith("/-/")) {
            return notFound();
        }
        var tarball = TARBALL.matcher(path);
        if (tarball.matches()) {
            return shelf.tarball(tarball.group("name"), tarball.group("file"))
                    .map(bytes -> new UpstreamAnswer(200, "application/octet-stream", bytes))
                    .orElseGet(UpstreamRoutes::notFound);
        }
        var packument = PACKUMENT.matcher(path);
        if (packument.matches()) {
            return shelf.packument(packument.group("name"), abbreviated)
                    .map(
                            found ->
                                    UpstreamAnswer.json(
                                            abbreviated ? ABBREVIATED : "application/json", found))
                    .orElseGet(UpstreamRoutes::notFound);
        }
        var version = VERSION.matcher(path);
        if (version.matches()) {
            return shelf.manifest(version.group("name"), version.group("version"))
                    .map(UpstreamAnswer::json)
                    .orElseGet(
                            () ->
                                    UpstreamAnswer.error(
                                            404, "version not found: " + version.group("version")));
        }
        return notFound();
    }

    private static UpstreamAnswer written(String json) {
        return new UpstreamAnswer(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static UpstreamAnswer notFound() {
        return UpstreamAnswer.error(404, "Not found");
    }
}
