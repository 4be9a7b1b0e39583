package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Hands files and requests in at a running service. */
final class RequestDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI service;
    private final String token;

    /**
     * @param token sent as bearer
     */
    RequestDesk(URI service, String token) {
        var base = service.toString();
        this.service = URI.create(base.endsWith("/") ? base : base + "/");
        this.token = token;
    }

    /**
     * Hands a file in.
     *
     * @param name what it is called there
     * @param purl the release that it is a file of, or null where it says so itself
     * @return the release's package URL
     */
    String upload(Path file, String name, @Nullable String purl)
            throws IncompleteException, UsageException, InterruptedException {
        var query = purl == null ? "" : "?purl=" + encoded(purl);
        try {
            var request =
                    request("api/v1/uploads/" + encoded(name) + query)
                            .header("Content-Type", "application/octet-stream")
                            .PUT(BodyPublishers.ofFile(file));
            return send(request).path("purl").asString("");
        } catch (FileNotFoundException e) {
            throw new UsageException("'" + file + "' cannot be read");
        }
    }

    /**
     * Hands a request in.
     *
     * @param wish as the REST API takes it
     * @return the address of the release's page
     */
    String request(JsonNode wish) throws IncompleteException, InterruptedException {
        var request =
                request("api/v1/requests")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)));
        return service.resolve("releases/" + send(request).path("release").path("id").asString())
                .toString();
    }

    /** The address of the form where people fill in a request. */
    String form(String purl) {
        return service.resolve("request?purl=" + encoded(purl)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            var document = JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                var problems = new StringBuilder();
                for (var each : document.path("problems")) {
                    problems.append(" ")
                            .append(each.path("field").asString(""))
                            .append(": ")
                            .append(each.path("message").asString(""))
                            .append(".");
                }
                throw new IncompleteException(
                        service
                                + " answers "
                                + answer.statusCode()
                                + ": "
                                + document.path("detail").asString("")
                                + problems);
            }
            return document;
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
