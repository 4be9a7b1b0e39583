package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whatever goes wrong is answered with what happened, why, and what to do next. */
@RunningAssay
class ProblemsTest {

    private static final String REVIEWER_ONLY = "/api/v1/releases/" + "0".repeat(32) + "/decisions";

    @Autowired Installation installation;
    @LocalServerPort int port;

    @Test
    void everyFailureOfTheRestApiIsAProblemDetail() throws Exception {
        expect(404, get("/api/v1/releases/" + "0".repeat(32)));
        expect(404, get("/api/v1/releases/not-an-id"));
        expect(404, get("/api/v1/nothing"));
        expect(400, get("/api/v1/releases?state=perfect"));
        expect(400, get("/api/v1/sightings?limit=many"));
        expect(400, get("/api/v1/sightings?limit=0"));
        expect(403, get("/api/v1/accounts"));
        expect(400, post("/api/v1/requests", "application/json", "{not json"));
        expect(415, post("/api/v1/requests", "text/plain", "{}"));
        expect(415, post("/api/v1/requests", "application/x-www-form-urlencoded", "purl=x"));
        expect(422, post("/api/v1/requests", "application/json", "{}"));
        expect(404, post(REVIEWER_ONLY, "application/json", "{}"));
        expect(401, HttpRequest.newBuilder(at("/api/v1/me")));
    }

    @Test
    void aPageThatDoesNotExistSaysWhatToDo() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(at("/r/" + "0".repeat(32)))
                                    .header("Accept", "text/html")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("There is no such page", "copy all of it");
        }
    }

    private void expect(int status, HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var sent = request.build();
            var answer = client.send(sent, HttpResponse.BodyHandlers.ofString());
            var told = sent.method() + " " + sent.uri() + ": " + answer.body();
            assertThat(answer.statusCode()).as(told).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(told)
                    .hasValue("application/problem+json");
            var problem = new JsonMapper().readTree(answer.body());
            assertThat(problem.get("status").asInt()).as(told).isEqualTo(status);
            for (var member : new String[] {"title", "detail", "next"}) {
                assertThat(problem.path(member).asString("")).as(told).isNotBlank();
            }
        }
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", reviewer());
    }

    private HttpRequest.Builder post(String path, String type, String body) {
        return get(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
    }

    private String reviewer() {
        var account = installation.account(Role.SECURITY, Role.REQUESTER);
        var pair = account.login() + ":" + Installation.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
