package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Whoever asks too often is told to wait, and how long. */
@RunningAssay
@TestPropertySource(
        properties = {
            "assay.sign-in.requests-per-address=60",
            "assay.sign-in.requests-per-caller=5"
        })
class RequestLimitsTest {

    @LocalServerPort int port;

    @Test
    void oneTokenAndOneAddressHaveSoManyRequestsAMinute() throws Exception {
        for (var time = 0; time < 5; time++) {
            assertThat(get("/api/v1/me", "Bearer npm_x").statusCode()).isEqualTo(401);
        }
        var refused = get("/api/v1/me", "Bearer npm_x");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Too many requests");
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 12);
        assertThat(get("/api/v1/me", "Bearer npm_y").statusCode()).isEqualTo(401);

        for (var time = 0; time < 60; time++) {
            get("/signin", "");
        }
        assertThat(get("/signin", "").statusCode()).isEqualTo(429);
        assertThat(get("/assets/assay.css", "").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health", "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
