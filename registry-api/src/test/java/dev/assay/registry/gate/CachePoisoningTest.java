package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a cache between the gate and its clients keeps must be of use to nobody but by the gate's
 * leave, and nothing that a caller sends beside the address may stand in what others are given.
 */
final class CachePoisoningTest {

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(zod);
        rig.approve(zod);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void everyAnswerIsAskedForAnewOrNotKept() throws IOException {
        for (var path :
                List.of(
                        "/npm/@lib%2fzod",
                        "/npm/@lib/zod/-/zod-3.1.0.tgz",
                        "/npm/@lib/zod/-/zod-9.9.9.tgz",
                        "/npm/-/package/@lib%2fzod/dist-tags",
                        "/npm/never-heard-of",
                        "/nuget/v3/index.json",
                        "/cargo/config.json",
                        "/v2/",
                        "/nowhere",
                        "/health/liveness")) {
            var answer = rig.get(path);
            assertThat(answer.header("cache-control"))
                    .as(path + " is answered " + answer.status())
                    .matches("no-store|max-age=0, must-revalidate");
        }
    }

    @Test
    void theHostThatOneCallerNamesStandsInNobodyElsesAnswer() throws IOException {
        var own = packument("Accept: application/json");
        try (var socket = RawResponse.connect(rig.port())) {
            socket.getOutputStream()
                    .write(
                            "GET /npm/@lib%2fzod HTTP/1.1\r\nHost: elsewhere:1\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var other = RawResponse.read(socket.getInputStream(), false);
            assertThat(text(other)).contains("http://elsewhere:1/npm/");
            assertThat(other.header("etag")).isNotEqualTo(own.header("etag"));
        }
        assertThat(text(packument("Accept: application/json"))).isEqualTo(text(own));
    }

    @Test
    void noHeaderButTheHostStandsInAnAnswer() throws IOException {
        var plain = packument("Accept: application/json");
        for (var header :
                List.of(
                        "X-Forwarded-Host: evil.example",
                        "X-Forwarded-Proto: javascript",
                        "X-Forwarded-Port: 1",
                        "X-Forwarded-Prefix: /evil",
                        "Forwarded: host=evil.example;proto=http",
                        "X-Original-URL: /evil",
                        "X-Rewrite-URL: /evil",
                        "X-Host: evil.example",
                        "Referer: http://evil.example/",
                        "Host: evil.example")) {
            var answer = packument("Accept: application/json", header);
            assertThat(text(answer)).as(header).isEqualTo(text(plain));
        }
    }

    @Test
    void whatIsListedForOneFormIsNotKeptForAnother() throws IOException {
        var vary = packument("Accept: application/json").header("vary");
        assertThat(vary).contains("Accept", "Accept-Encoding");
    }

    private RawResponse packument(String... headers) throws IOException {
        return rig.get("/npm/@lib%2fzod", headers);
    }

    private static String text(RawResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
