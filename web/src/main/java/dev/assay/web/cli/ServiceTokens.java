package dev.assay.web.cli;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The tokens of a running service, by its REST API. */
final class ServiceTokens implements TokenDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI service;
    private final String authorization;

    private ServiceTokens(URI service, String authorization) {
        this.service = service;
        this.authorization = authorization;
    }

    /** As the account that the environment names: a password is no argument others can see. */
    static ServiceTokens at(URI service) throws UsageException {
        var login = System.getenv("ASSAY_LOGIN");
        var password = System.getenv("ASSAY_PASSWORD");
        if (login == null || password == null) {
            throw new UsageException(
                    "set ASSAY_LOGIN and ASSAY_PASSWORD to the account that is to do it");
        }
        return at(service, login, password);
    }

    static ServiceTokens at(URI service, String login, String password) {
        var pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        var base = service.toString();
        return new ServiceTokens(
                URI.create(base.endsWith("/") ? base : base + "/"),
                "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String create(
            @Nullable String owner, String name, List<String> scopes, String stage, int days)
            throws IncompleteException, InterruptedException {
        var wish = JSON.createObjectNode().put("name", name).put("stage", stage).put("days", days);
        scopes.forEach(wish.putArray("scopes")::add);
        if (owner != null) {
            wish.put("owner", owner);
        }
        var request =
                request("api/v1/tokens")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)));
        return send(request).path("secret").asString();
    }

    @Override
    public List<String> list() throws IncompleteException, InterruptedException {
        var lines = new ArrayList<String>();
        for (var token : send(request("api/v1/tokens")).path("tokens")) {
            var scopes = new ArrayList<String>();
            token.path("scopes").forEach(scope -> scopes.add(scope.asString()));
            lines.add(
                    TokenDesk.line(
                            token.path("id").asString(),
                            token.path("owner").asString(),
                            String.join(",", scopes),
                            token.path("stage").asString(),
                            token.path("expiresAt").asString(),
                            token.path("revokedAt").isNull() ? "not-revoked" : "revoked",
                            token.path("name").asString()));
        }
        return lines;
    }

    @Override
    public void revoke(String id) throws IncompleteException, UsageException, InterruptedException {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new UsageException("'" + id + "' is no id of a token");
        }
        send(request("api/v1/tokens/" + id).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request)
            throws IncompleteException, InterruptedException {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            var document =
                    answer.body().length == 0
                            ? JSON.createObjectNode()
                            : JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                var problems = document.path("problems");
                throw new IncompleteException(
                        "the service answers "
                                + answer.statusCode()
                                + ": "
                                + document.path("detail").asString("")
                                + (problems.isMissingNode() ? "" : " " + problems));
            }
            return document;
        } catch (IOException e) {
            throw new IncompleteException(service + " does not answer: " + e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
