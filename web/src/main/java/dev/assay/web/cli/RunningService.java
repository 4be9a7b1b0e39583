package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** An Assay that runs somewhere, by its REST API. */
final class RunningService implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LARGEST_DOCUMENT = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final @Nullable String authorization;
    private final Duration patience;

    /**
     * @param address with a path where it is served below one
     * @param authorization the header; null to ask as nobody
     * @param patience how long one answer may take to begin
     */
    RunningService(URI address, @Nullable String authorization, Duration patience) {
        var base = address.toString();
        this.address = URI.create(base.endsWith("/") ? base : base + "/");
        this.authorization = authorization;
        this.patience = patience;
    }

    /** The header for a token; null for none. */
    static @Nullable String bearer(@Nullable String token) {
        return token == null ? null : "Bearer " + token;
    }

    /** The header for an account. */
    static String basic(String login, String password) {
        var pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** The header for the account that the environment names; null where it names none. */
    static @Nullable String basicOfEnvironment() {
        var login = System.getenv("ASSAY_LOGIN");
        var password = System.getenv("ASSAY_PASSWORD");
        return login == null || password == null ? null : basic(login, password);
    }

    /** Text as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The address of a page of it. */
    URI page(String path) {
        return address.resolve(path);
    }

    /** A request for a path, without a slash before it. */
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(patience);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    /** A request that posts a document. */
    HttpRequest.Builder posting(String path, JsonNode document) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(document)));
    }

    /** Whatever it answers; the body is the caller's to close. */
    HttpResponse<InputStream> send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IncompleteException(
                    address
                            + " does not answer: "
                            + e
                            + "; give the address of your Assay by --service");
        }
    }

    /** The document that it answers with; empty where it says that all is done. */
    JsonNode ask(HttpRequest.Builder request) throws IncompleteException, InterruptedException {
        var answer = send(request);
        var document = document(answer);
        if (answer.statusCode() >= 300) {
            throw failure(answer.statusCode(), document);
        }
        return document;
    }

    /** The document of an answer, whatever its status. */
    JsonNode document(HttpResponse<InputStream> answer) throws IncompleteException {
        try (var body = answer.body()) {
            var bytes = body.readNBytes(LARGEST_DOCUMENT);
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        } catch (IOException | JacksonException e) {
            throw new IncompleteException(
                    address + " answers no JSON, so it is no Assay; give its address by --service");
        }
    }

    /** What a problem document says, for people. */
    IncompleteException failure(int status, JsonNode problem) {
        var text = new StringBuilder(address + " answers " + status);
        add(text, ": ", problem.path("detail").asString(""));
        for (var each : problem.path("problems")) {
            add(
                    text,
                    " ",
                    each.path("field").asString("") + ": " + each.path("message").asString(""));
            text.append('.');
        }
        add(text, " ", problem.path("next").asString(""));
        if (status == 401 && authorization == null) {
            text.append("; set ASSAY_TOKEN to a token of yours");
        }
        return new IncompleteException(text.toString());
    }

    private static void add(StringBuilder text, String before, String part) {
        if (!part.isEmpty()) {
            text.append(before).append(part);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
