package dev.assay.web.demo;

import dev.assay.samples.SampleUpstream;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the gate as a build would, to show what a build is answered. */
final class GateProbe {

    private final URI gate;

    GateProbe(URI gate) {
        this.gate = gate;
    }

    /** The status and the words of the answer that {@code npm ci} gets for one version. */
    String refusal(String name, String version) throws InterruptedException {
        var path = SampleUpstream.tarballPath(name, version);
        var tarball = gate.resolve(path.startsWith("/") ? path.substring(1) : path);
        var request = HttpRequest.newBuilder(tarball).timeout(Duration.ofSeconds(30)).build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            var words = new JsonMapper().readTree(answer.body()).path("error").asString();
            return answer.statusCode() + " " + words;
        } catch (IOException e) {
            throw new IllegalStateException("the gate at " + gate + " does not answer", e);
        }
    }
}
