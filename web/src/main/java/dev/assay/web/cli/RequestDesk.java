package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;

/** Hands files and requests in at a running service. */
final class RequestDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RunningService service;

    /**
     * @param token sent as bearer
     */
    RequestDesk(URI service, String token) {
        this.service = new RunningService(service, RunningService.bearer(token), PATIENCE);
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
        var query = purl == null ? "" : "?purl=" + RunningService.encoded(purl);
        try {
            var request =
                    service.request("api/v1/uploads/" + RunningService.encoded(name) + query)
                            .header("Content-Type", "application/octet-stream")
                            .PUT(BodyPublishers.ofFile(file));
            return service.ask(request).path("purl").asString("");
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
        var answer = service.ask(service.posting("api/v1/requests", wish));
        return service.page("releases/" + answer.path("release").path("id").asString()).toString();
    }

    /** The address of the form where people fill in a request. */
    String form(String purl) {
        return service.page("request?purl=" + RunningService.encoded(purl)).toString();
    }

    @Override
    public void close() {
        service.close();
    }
}
