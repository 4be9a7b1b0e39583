package dev.assay.scanners.artifact.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.Tarballs;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class NpmRegistryTest {

    private static final NpmRegistrySettings SETTINGS =
            new NpmRegistrySettings(
                    new UpstreamSettings(
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            List.of(Duration.ofMillis(1), Duration.ofMillis(1)),
                            3),
                    1 << 20,
                    1 << 20,
                    1 << 16);
    private static final String TARBALL = "/demo/-/demo-1.0.0.tgz";

    private final LoopbackRegistry upstream = new LoopbackRegistry();
    private final NpmRegistry registry =
            new NpmRegistry(NpmConfiguration.of(upstream.address()), SETTINGS);

    @TempDir Path folder;

    @AfterEach
    void stop() {
        registry.close();
        upstream.close();
    }

    @Test
    void readsAPackument() throws Exception {
        upstream.publish(
                "@scope/demo", "1.0.0", "{\"dependencies\":{\"a\":\"^1\"},\"x\":\"é\\u0000\"}");
        upstream.publish("@scope/demo", "1.1.0");

        var packument = found("@scope/demo");

        assertThat(packument.versions()).containsExactly("1.0.0", "1.1.0");
        assertThat(packument.distTags()).containsEntry("latest", "1.1.0");
        assertThat(packument.time()).containsKey("1.0.0");
        var manifest = packument.manifest("1.0.0").orElseThrow();
        assertThat(manifest.dependencies()).containsEntry("a", "^1");
        assertThat(manifest.json()).isEqualTo(upstream.manifest("@scope/demo", "1.0.0").toString());
        assertThat(packument.manifest("2.0.0")).isEmpty();
        assertThat(upstream.requests()).containsExactly("GET /@scope/demo");
    }

    @Test
    void namesAMissingPackage() throws Exception {
        assertThat(registry.packument("nobody"))
                .isInstanceOfSatisfying(
                        PackumentOutcome.NotFound.class,
                        outcome -> assertThat(outcome.reason()).contains("no package 'nobody'"));
    }

    @Test
    void asksNobodyForWhatIsNoName() throws Exception {
        for (var name : List.of("", "..", "a/b", "a b", "@a", "-/v1/keys", "a%2f..", "@a/..")) {
            assertThat(registry.packument(name)).isInstanceOf(PackumentOutcome.NotFound.class);
        }
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void saysWhatToDoWithoutARegistry() throws Exception {
        try (var none = new NpmRegistry(nowhere(), SETTINGS)) {
            assertThat(none.packument("demo"))
                    .isEqualTo(
                            new PackumentOutcome.NotConfigured(
                                    "no npm registry configured; set assay.upstream.npm.url or an"
                                            + " .npmrc"));
        }
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        upstream.publish("demo", "1.0.0");
        var calls = new AtomicInteger();
        upstream.answer(
                "/demo",
                exchange -> {
                    var failing = calls.incrementAndGet() < 3;
                    LoopbackRegistry.send(
                            exchange,
                            failing ? 503 : 200,
                            failing ? new byte[0] : upstream.packument("demo"));
                });

        assertThat(found("demo").versions()).containsExactly("1.0.0");
        assertThat(calls).hasValue(3);
    }

    @Test
    void givesUpOnAnUpstreamThatKeepsFailing() throws Exception {
        upstream.answer(
                "/demo",
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "120");
                    LoopbackRegistry.send(exchange, 500, new byte[0]);
                });

        var outcome = unavailable("demo");

        assertThat(outcome.reason()).endsWith("/demo answered 500");
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void namesWhoRefusesUs() throws Exception {
        upstream.answer("/demo", exchange -> LoopbackRegistry.send(exchange, 401, new byte[0]));

        assertThat(unavailable("demo").reason()).contains("check the credentials in .npmrc");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void doesNotWaitForAnUpstreamThatHangs() throws Exception {
        upstream.answer("/demo", exchange -> sleep(10));

        assertThat(unavailable("demo").reason()).contains("did not answer within 1.0 s");
    }

    @Test
    void doesNotWaitForABodyThatNeverEnds() throws Exception {
        upstream.answer(
                "/demo",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (var i = 0; i < 100; i++) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                        sleep(0.1);
                    }
                });

        assertThat(unavailable("demo").reason()).contains("did not finish within 2.0 s");
    }

    @Test
    void namesAnUpstreamThatCannotBeReached() throws Exception {
        upstream.close();

        assertThat(unavailable("demo").reason()).contains("cannot be reached");
    }

    @Test
    void refusesAGiantPackument() throws Exception {
        upstream.answer(
                "/demo", exchange -> LoopbackRegistry.send(exchange, 200, new byte[2 << 20]));

        assertThat(malformed("demo")).contains("exceeds 1048576 bytes");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void refusesAPackumentThatUnpacksToAGiant() throws Exception {
        upstream.answer(
                "/demo",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    LoopbackRegistry.send(exchange, 200, Tarballs.gzip(new byte[8 << 20]));
                });

        assertThat(malformed("demo")).contains("exceeds 1048576 bytes");
    }

    @Test
    void readsAPackumentThatIsPacked() throws Exception {
        upstream.publish("demo", "1.0.0");
        upstream.answer(
                "/demo",
                exchange -> {
                    assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                            .isEqualTo("gzip");
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    LoopbackRegistry.send(exchange, 200, Tarballs.gzip(upstream.packument("demo")));
                });

        assertThat(found("demo").versions()).containsExactly("1.0.0");
    }

    @Test
    void refusesWhatIsNoPackumentOfThatPackage() throws Exception {
        upstream.publish("other", "1.0.0");
        for (var body :
                List.of(
                        "<html>",
                        "[]",
                        "{\"versions\":[]}",
                        "{\"name\":\"other\"}",
                        "{\"versions\":{\"1.0.0\":{}",
                        "[".repeat(5_000))) {
            upstream.answer(
                    "/demo",
                    exchange ->
                            LoopbackRegistry.send(
                                    exchange, 200, body.getBytes(StandardCharsets.UTF_8)));

            assertThat(malformed("demo")).contains("is no packument of demo");
        }
    }

    @Test
    void asksAgainOnlyWhetherSomethingChanged() throws Exception {
        upstream.publish("demo", "1.0.0");
        upstream.answer(
                "/demo",
                exchange -> {
                    exchange.getResponseHeaders().add("ETag", "\"v1\"");
                    var known =
                            "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
                    LoopbackRegistry.send(
                            exchange,
                            known ? 304 : 200,
                            known ? new byte[0] : upstream.packument("demo"));
                });

        var etag = found("demo").etag();

        assertThat(etag).isEqualTo("\"v1\"");
        assertThat(registry.packument("demo", etag))
                .isInstanceOf(PackumentOutcome.NotModified.class);
    }

    @Test
    void fetchesATarballThatIsWhatWasPromised() throws Exception {
        upstream.publish("demo", "1.0.0");
        var file = folder.resolve("a.tgz");

        var outcome = tarball(file);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FetchOutcome.Fetched.class,
                        fetched -> {
                            assertThat(fetched.sha256())
                                    .isEqualTo(Sha256.of(upstream.tarball(TARBALL)));
                            assertThat(fetched.size()).isEqualTo(upstream.tarball(TARBALL).length);
                            assertThat(fetched.foreignHost()).isFalse();
                        });
        assertThat(Files.readAllBytes(file)).isEqualTo(upstream.tarball(TARBALL));
    }

    @Test
    void namesATarballWithALyingIntegrity() throws Exception {
        upstream.publish("demo", "1.0.0");
        var altered = upstream.tarball(TARBALL).clone();
        altered[altered.length - 1] ^= 1;
        upstream.answer(TARBALL, exchange -> LoopbackRegistry.send(exchange, 200, altered));

        assertThat(tarball(folder.resolve("a.tgz")))
                .isEqualTo(
                        new FetchOutcome.IntegrityMismatch(
                                LoopbackRegistry.integrity(upstream.tarball(TARBALL)),
                                LoopbackRegistry.integrity(altered)));
    }

    @Test
    void comparesTheOlderHashWhereThereIsNoOther() throws Exception {
        upstream.publish("demo", "1.0.0");
        dist().remove("integrity");
        assertThat(tarball(folder.resolve("a.tgz"))).isInstanceOf(FetchOutcome.Fetched.class);

        dist().put("shasum", "0".repeat(40));
        assertThat(tarball(folder.resolve("a.tgz")))
                .isInstanceOf(FetchOutcome.IntegrityMismatch.class);

        dist().remove("shasum");
        assertThat(tarball(folder.resolve("a.tgz")))
                .isInstanceOf(FetchOutcome.NothingToCompare.class);
    }

    @Test
    void namesATruncatedTarball() throws Exception {
        upstream.publish("demo", "1.0.0");
        upstream.answer(
                TARBALL,
                exchange -> {
                    var whole = upstream.tarball(TARBALL);
                    exchange.sendResponseHeaders(200, whole.length);
                    exchange.getResponseBody().write(Arrays.copyOf(whole, 100));
                    exchange.getResponseBody().flush();
                });

        assertThat(tarball(folder.resolve("a.tgz"))).isInstanceOf(FetchOutcome.Truncated.class);
        assertThat(upstream.requests().stream().filter(r -> r.contains(".tgz"))).hasSize(3);
    }

    @Test
    void stopsAtATarballThatIsTooLarge() throws Exception {
        upstream.publish("demo", "1.0.0");
        upstream.answer(
                TARBALL, exchange -> LoopbackRegistry.send(exchange, 200, new byte[2 << 20]));

        assertThat(tarball(folder.resolve("a.tgz"))).isEqualTo(new FetchOutcome.TooLarge(1 << 20));
    }

    @Test
    void namesATarballThatIsNotThere() throws Exception {
        upstream.publish("demo", "1.0.0");
        upstream.answer(TARBALL, exchange -> LoopbackRegistry.send(exchange, 404, new byte[0]));

        assertThat(tarball(folder.resolve("a.tgz"))).isInstanceOf(FetchOutcome.NotFound.class);
    }

    @Test
    void goesOnlyToWebAddresses() throws Exception {
        upstream.publish("demo", "1.0.0");
        for (var address :
                List.of("file:///etc/passwd", "ftp://a/b", "/etc/passwd", "http://u:p@a/b", "::")) {
            dist().put("tarball", address);

            assertThat(tarball(folder.resolve("a.tgz")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Unavailable.class,
                            outcome -> assertThat(outcome.reason()).contains("no web address"));
        }
    }

    @Test
    void followsARedirectAndKeepsTheSecretAtHome() throws Exception {
        try (var elsewhere = new LoopbackRegistry();
                var withToken = new NpmRegistry(withToken(), SETTINGS)) {
            upstream.publish("demo", "1.0.0");
            elsewhere.answer(
                    "/cdn.tgz",
                    exchange -> LoopbackRegistry.send(exchange, 200, upstream.tarball(TARBALL)));
            upstream.answer(
                    TARBALL,
                    exchange -> {
                        exchange.getResponseHeaders()
                                .add("Location", elsewhere.address() + "cdn.tgz");
                        LoopbackRegistry.send(exchange, 302, new byte[0]);
                    });

            var packument = ((PackumentOutcome.Found) withToken.packument("demo")).packument();
            var dist = packument.manifest("1.0.0").orElseThrow().dist().orElseThrow();
            var outcome =
                    withToken.tarball(Purl.npm("demo", "1.0.0"), dist, folder.resolve("a.tgz"));

            assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(upstream.authorizations()).containsOnly("Bearer s3cret");
            assertThat(elsewhere.authorizations()).containsExactly("none");
        }
    }

    @Test
    void tellsATarballOnAnotherHost() throws Exception {
        try (var elsewhere = new LoopbackRegistry();
                var withToken = new NpmRegistry(withToken(), SETTINGS)) {
            upstream.publish("demo", "1.0.0");
            elsewhere.answer(
                    "/cdn.tgz",
                    exchange -> LoopbackRegistry.send(exchange, 200, upstream.tarball(TARBALL)));
            dist().put("tarball", elsewhere.address() + "cdn.tgz");

            var outcome =
                    withToken.tarball(
                            Purl.npm("demo", "1.0.0"),
                            found("demo").manifest("1.0.0").orElseThrow().dist().orElseThrow(),
                            folder.resolve("a.tgz"));

            assertThat(((FetchOutcome.Fetched) outcome).foreignHost()).isTrue();
            assertThat(elsewhere.authorizations()).containsExactly("none");
        }
    }

    @Test
    void doesNotFollowRedirectsInCirclesOrOffTheWeb() throws Exception {
        for (var target : List.of("/demo", "file:///etc/passwd", "gopher://x/", "http://[")) {
            upstream.answer(
                    "/demo",
                    exchange -> {
                        exchange.getResponseHeaders().add("Location", target);
                        LoopbackRegistry.send(exchange, 301, new byte[0]);
                    });

            assertThat(unavailable("demo").reason()).contains("redirects");
        }
    }

    @Test
    void passesARequestThrough() throws Exception {
        upstream.answer(
                "/-/npm/v1/security/advisories/bulk",
                exchange -> {
                    var sent = exchange.getRequestBody().readAllBytes();
                    assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                            .isEqualTo("application/json");
                    LoopbackRegistry.send(exchange, 405, sent);
                });

        var outcome =
                registry.forward(
                        "POST",
                        "-/npm/v1/security/advisories/bulk",
                        Map.of("Content-Type", "application/json"),
                        "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ForwardOutcome.Answered.class,
                        answer -> {
                            assertThat(answer.status()).isEqualTo(405);
                            assertThat(answer.body()).asString().isEqualTo("{}");
                        });
    }

    @Test
    void passesNothingElseThrough() {
        for (var path : List.of("demo", "/-/x", "-/../demo", "-/x y", "http://a/")) {
            assertThatThrownBy(() -> registry.forward("GET", path, Map.of(), null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private NpmConfiguration nowhere() {
        return NpmConfiguration.read(Map.of(), folder, folder, null);
    }

    private NpmConfiguration withToken() throws Exception {
        Files.writeString(
                folder.resolve(".npmrc"),
                "registry="
                        + upstream.address()
                        + "\n//"
                        + upstream.address().getAuthority()
                        + "/:_authToken=s3cret\n");
        return NpmConfiguration.read(Map.of(), folder, folder.resolve("none"), null);
    }

    private ObjectNode dist() {
        return (ObjectNode) upstream.manifest("demo", "1.0.0").path("dist");
    }

    private FetchOutcome tarball(Path file) throws InterruptedException {
        var dist = found("demo").manifest("1.0.0").orElseThrow().dist().orElseThrow();
        return registry.tarball(Purl.npm("demo", "1.0.0"), dist, file);
    }

    private Packument found(String name) throws InterruptedException {
        var outcome = registry.packument(name);
        assertThat(outcome).isInstanceOf(PackumentOutcome.Found.class);
        return ((PackumentOutcome.Found) outcome).packument();
    }

    private PackumentOutcome.Unavailable unavailable(String name) throws InterruptedException {
        var outcome = registry.packument(name);
        assertThat(outcome).isInstanceOf(PackumentOutcome.Unavailable.class);
        return (PackumentOutcome.Unavailable) outcome;
    }

    private String malformed(String name) throws InterruptedException {
        var outcome = registry.packument(name);
        assertThat(outcome).isInstanceOf(PackumentOutcome.Malformed.class);
        return ((PackumentOutcome.Malformed) outcome).reason();
    }

    private static void sleep(double seconds) {
        try {
            Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
