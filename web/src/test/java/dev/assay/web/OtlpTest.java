package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What a collector of OpenTelemetry is sent, read by the protocol's own definitions (OTLP 1, {@code
 * ExportMetricsServiceRequest} by HTTP). The service ends with the test, since it would go on
 * sending into others; the collector is there until then, and ends with the process.
 */
@RunningAssay
@DirtiesContext
class OtlpTest {

    private record Sent(String contentType, ExportMetricsServiceRequest request) {

        private Map<String, Metric> metrics() {
            return request.getResourceMetricsList().stream()
                    .flatMap(each -> each.getScopeMetricsList().stream())
                    .flatMap(each -> each.getMetricsList().stream())
                    .collect(Collectors.toMap(Metric::getName, each -> each, (one, other) -> one));
        }
    }

    private static final LinkedBlockingQueue<Sent> SENT = new LinkedBlockingQueue<>();
    @Autowired Environment environment;

    @DynamicPropertySource
    static void collector(DynamicPropertyRegistry properties) throws IOException {
        var collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/v1/metrics",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    var body = exchange.getRequestBody().readAllBytes();
                    var plain =
                            "gzip".equals(headers.getFirst("Content-Encoding"))
                                    ? new GZIPInputStream(new ByteArrayInputStream(body))
                                            .readAllBytes()
                                    : body;
                    SENT.add(
                            new Sent(
                                    headers.getFirst("Content-Type"),
                                    ExportMetricsServiceRequest.parseFrom(plain)));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        properties.add("management.otlp.metrics.export.enabled", () -> "true");
        properties.add("management.otlp.metrics.export.step", () -> "1s");
        properties.add(
                "management.otlp.metrics.export.url",
                () -> "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
    }

    @Test
    void aCollectorIsSentWhatTheGateAnsweredAndWhoseItIs() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var gate =
                    URI.create(
                            "http://127.0.0.1:"
                                    + environment.getProperty("local.gate.port")
                                    + "/npm/never-asked/-/never-asked-1.0.0.tgz");
            assertThat(
                            client.send(
                                            HttpRequest.newBuilder(gate).build(),
                                            BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(403);
        }
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            var sent = SENT.poll(60, TimeUnit.SECONDS);
            assertThat(sent).as("what is sent within a minute").isNotNull();
            assertThat(sent.contentType()).isEqualTo("application/x-protobuf");
            assertThat(sent.request().getResourceMetrics(0).getResource().getAttributesList())
                    .anySatisfy(
                            each -> {
                                assertThat(each.getKey()).isEqualTo("service.name");
                                assertThat(each.getValue().getStringValue()).isEqualTo("assay");
                            });
            var answers = sent.metrics().get("assay.gate.answers");
            // A first group may leave before the request was answered.
            if (answers != null && refused(answers) > 0) {
                assertThat(sent.metrics())
                        .containsKeys("assay.database.up", "assay.gate.snapshot.age");
                return;
            }
        }
        throw new AssertionError("no refusal was told within a minute");
    }

    private static long refused(Metric answers) {
        return answers.getHistogram().getDataPointsList().stream()
                .filter(
                        each ->
                                each.getAttributesList().stream()
                                        .anyMatch(
                                                label ->
                                                        label.getValue()
                                                                .getStringValue()
                                                                .equals("refused")))
                .mapToLong(each -> each.getCount())
                .sum();
    }
}
