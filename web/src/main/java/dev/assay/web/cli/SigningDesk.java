package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
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

/** What was signed of approvals, asked of a running service, and what its approvers add. */
final class SigningDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI service;
    private final @Nullable String authorization;

    /**
     * @param token sent as bearer; null for the login and the password of the environment
     */
    SigningDesk(URI service, @Nullable String token) {
        var base = service.toString();
        this.service = URI.create(base.endsWith("/") ? base : base + "/");
        this.authorization = authorization(token);
    }

    private static @Nullable String authorization(@Nullable String token) {
        if (token != null) {
            return "Bearer " + token;
        }
        var login = System.getenv("ASSAY_LOGIN");
        var password = System.getenv("ASSAY_PASSWORD");
        return login == null || password == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The id of a release that is named by its id or its package URL. */
    String release(String named) throws IncompleteException, InterruptedException {
        if (named.matches("[0-9a-f]{32}")) {
            return named;
        }
        var found =
                document(
                        get(
                                "api/v1/releases?purl="
                                        + URLEncoder.encode(named, StandardCharsets.UTF_8)));
        var id = found.path("releases").path(0).path("id").asString("");
        if (id.isEmpty()) {
            throw new IncompleteException("the service knows no release " + named);
        }
        return id;
    }

    /** The id of the statement of this type about the approval that holds. */
    String current(String release, String type) throws IncompleteException, InterruptedException {
        var all = document(get("api/v1/releases/" + release + "/attestations"));
        for (var each : all.path("attestations")) {
            if (each.path("standing").asString("").equals("current")
                    && each.path("predicateType").asString("").equals(type)) {
                return each.path("id").asString("");
            }
        }
        throw new IncompleteException(
                "there is nothing to sign: " + all.path("why").asString("nothing was issued"));
    }

    /** The envelope, byte for byte. */
    byte[] envelope(String attestation) throws IncompleteException, InterruptedException {
        var answer = get("api/v1/attestations/" + attestation);
        if (answer.statusCode() != 200) {
            throw failure(answer);
        }
        return answer.body();
    }

    void sign(String attestation, String keyId, byte[] signature)
            throws IncompleteException, InterruptedException {
        var wish =
                JSON.createObjectNode()
                        .put("keyId", keyId)
                        .put("signature", Base64.getEncoder().encodeToString(signature));
        document(
                send(
                        request("api/v1/attestations/" + attestation + "/signatures")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))));
    }

    private HttpResponse<byte[]> get(String path) throws IncompleteException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IncompleteException(service + " does not answer: " + e);
        }
    }

    private static JsonNode document(HttpResponse<byte[]> answer) throws IncompleteException {
        if (answer.statusCode() >= 300) {
            throw failure(answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IncompleteException("the service answers something that is no JSON");
        }
    }

    private static IncompleteException failure(HttpResponse<byte[]> answer) {
        String detail;
        try {
            detail = JSON.readTree(answer.body()).path("detail").asString("");
        } catch (JacksonException e) {
            detail = "";
        }
        return new IncompleteException(
                "the service answers "
                        + answer.statusCode()
                        + (detail.isEmpty() ? "" : ": " + detail)
                        + (answer.statusCode() == 401
                                ? "; set ASSAY_TOKEN, or ASSAY_LOGIN and ASSAY_PASSWORD"
                                : ""));
    }

    @Override
    public void close() {
        client.close();
    }
}
