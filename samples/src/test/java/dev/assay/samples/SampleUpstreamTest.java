package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

class SampleUpstreamTest {

    private final SampleUpstream upstream = SampleUpstream.startWith(SampleCatalog.everything());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        upstream.close();
    }

    @Test
    void servesFullAndAbbreviatedPackuments() throws Exception {
        var full = Json.readObject(text("GET", "/assay-sample-mail").body());
        var brief =
                get(
                        "/assay-sample-mail",
                        "Accept",
                        "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8");

        assertThat(full)
                .containsKeys("name", "dist-tags", "versions", "time")
                .doesNotContainKey("modified");
        assertThat(full.get("versions").toString()).contains("license=0BSD");
        assertThat(brief.headers().firstValue("Content-Type"))
                .hasValue("application/vnd.npm.install-v1+json");
        assertThat(Json.readObject(brief.body()))
                .containsKeys("name", "dist-tags", "versions", "modified")
                .doesNotContainKey("time");
        assertThat(brief.body())
                .doesNotContain("license")
                .contains("\"bin\":", "\"dependencies\":", "\"integrity\":");
    }

    @Test
    void takesScopedNamesWithAndWithoutEncodedSlash() throws Exception {
        for (var path :
                new String[] {
                    "/@assay-samples%2fnotes", "/@assay-samples%2Fnotes", "/@assay-samples/notes"
                }) {
            assertThat(text("GET", path).body())
                    .contains("/@assay-samples/notes/-/notes-1.0.0.tgz");
            assertThat(Json.readObject(text("GET", path + "/1.0.0").body()))
                    .containsEntry("version", "1.0.0");
            assertThat(Json.readObject(text("GET", path + "/latest").body()))
                    .containsEntry("version", "1.0.0");
        }
        assertThat(upstream.requestCount("/@assay-samples/notes")).isEqualTo(3);
    }

    @Test
    void saysNotFoundAndNotOfferedAsTheUpstreamsOfCompaniesDo() throws Exception {
        assertThat(text("GET", "/no-such-sample").statusCode()).isEqualTo(404);
        assertThat(Json.readObject(text("GET", "/no-such-sample").body()))
                .containsEntry("error", "Not found");
        assertThat(text("GET", "/assay-sample-mail/9.9.9").statusCode()).isEqualTo(404);
        assertThat(text("GET", "/assay-sample-mail/-/assay-sample-mail-9.9.9.tgz").statusCode())
                .isEqualTo(404);
        assertThat(text("GET", "/-/npm/v1/keys").statusCode()).isEqualTo(404);
        assertThat(text("GET", "/-/npm/v1/attestations/assay-sample-mail@1.0.1").statusCode())
                .isEqualTo(404);
        assertThat(text("POST", "/-/npm/v1/security/advisories/bulk"))
                .returns(405, HttpResponse::statusCode)
                .returns("", HttpResponse::body);
        assertThat(text("GET", "/-/ping").statusCode()).isEqualTo(200);
        assertThat(text("GET", "/-/package/@assay-samples%2fnotes/dist-tags").body())
                .isEqualTo("{\"latest\":\"1.0.0\"}");
    }

    @Test
    void answersNotModifiedToItsOwnEtagUntilSomethingIsPublished() throws Exception {
        var etag = text("GET", "/assay-sample-shared").headers().firstValue("ETag").orElseThrow();

        assertThat(get("/assay-sample-shared", "If-None-Match", etag).statusCode()).isEqualTo(304);
        upstream.publish(SamplePackage.bare("assay-sample-shared", "1.3.0", Map.of()));
        assertThat(get("/assay-sample-shared", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void neverReplacesAVersionAndMovesLatestBackWhenOneIsTakenBack() throws Exception {
        assertThatThrownBy(() -> upstream.publish(SampleCatalog.notes()))
                .hasMessage(
                        "@assay-samples/notes@1.0.0 is published already; a version never changes");

        upstream.unpublish("assay-sample-mail", "1.0.16");

        assertThat(text("GET", "/-/package/assay-sample-mail/dist-tags").body())
                .isEqualTo("{\"latest\":\"1.0.15\"}");
        assertThat(text("GET", "/assay-sample-mail/1.0.16").statusCode()).isEqualTo(404);
    }

    @Test
    void altersATarballWithoutTouchingWhatItTells() throws Exception {
        var path = SampleUpstream.tarballPath("@assay-samples/notes", "1.0.0");
        upstream.inject(Fault.ALTERED, path);

        var altered = bytes(path);

        assertThat(altered).hasSameSizeAs(SampleCatalog.notes().tarball());
        assertThat(Arrays.mismatch(altered, SampleCatalog.notes().tarball())).isEqualTo(9);
        assertThat(text("GET", "/@assay-samples/notes").body())
                .contains(SampleCatalog.notes().integrity());
    }

    @Test
    void servesOtherBytesUnderTheOldPromise() throws Exception {
        upstream.replaceTarball(
                "assay-sample-mail", "1.0.15", SampleHistory.hostileUpdate().artifact().tarball());

        assertThat(bytes(SampleUpstream.tarballPath("assay-sample-mail", "1.0.15")))
                .isEqualTo(SampleHistory.hostileUpdate().artifact().tarball());
        assertThat(text("GET", "/assay-sample-mail/1.0.15").body())
                .contains(SampleHistory.lastClean().artifact().integrity());
    }

    @Test
    void failsAsToldAndRecovers() throws Exception {
        upstream.inject(Fault.UNAVAILABLE, "/assay-sample-mail");
        assertThat(text("GET", "/assay-sample-mail").statusCode()).isEqualTo(503);
        assertThat(text("GET", "/@assay-samples/notes").statusCode()).isEqualTo(200);

        upstream.clearFaults();
        upstream.inject(Fault.RATE_LIMITED, "/");
        assertThat(text("GET", "/-/ping"))
                .returns(429, HttpResponse::statusCode)
                .satisfies(
                        answer ->
                                assertThat(answer.headers().firstValue("Retry-After"))
                                        .hasValue("1"));

        upstream.clearFaults();
        assertThat(text("GET", "/assay-sample-mail").statusCode()).isEqualTo(200);
    }

    @Test
    void truncatesATarballMidway() {
        upstream.inject(Fault.TRUNCATED, "/assay-sample-mail/-/");

        assertThatThrownBy(() -> bytes(SampleUpstream.tarballPath("assay-sample-mail", "1.0.15")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void hangsUntilCleared() {
        upstream.inject(Fault.HANGING, "/assay-sample-mail");
        var request =
                HttpRequest.newBuilder(upstream.url().resolve("/assay-sample-mail"))
                        .timeout(Duration.ofMillis(200))
                        .build();

        assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void answersWithoutWaitingForDelayedAcknowledgements() throws Exception {
        text("GET", "/assay-sample-mail");
        var start = System.nanoTime();
        for (var i = 0; i < 50; i++) {
            text("GET", "/assay-sample-mail");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Duration.ofMillis(50 * 40));
    }

    private HttpResponse<String> text(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(upstream.url().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        var request = HttpRequest.newBuilder(upstream.url().resolve(path)).header(header, value);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private byte[] bytes(String path) throws Exception {
        var request = HttpRequest.newBuilder(upstream.url().resolve(path)).build();
        return client.send(request, BodyHandlers.ofByteArray()).body();
    }
}
