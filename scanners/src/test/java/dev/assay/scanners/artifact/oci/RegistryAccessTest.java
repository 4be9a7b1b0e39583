package dev.assay.scanners.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.assay.scanners.coordinates.OciName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** How registries are asked, by a double of our own: docker-registry hands out no tokens itself. */
final class RegistryAccessTest {

    private static final String HOST = "registry.example";
    private static final OciName DEMO = new OciName(HOST, "team/demo");

    @TempDir Path folder;
    private HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private String realm = "";
    private String tags = "{\"name\":\"team/demo\",\"tags\":[\"1.0.0\"]}";
    private String link = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        realm = address() + "/token";
        server.createContext(
                "/token",
                exchange -> {
                    note(exchange);
                    answer(exchange, 200, "{\"token\":\"t-1\",\"expires_in\":300}");
                });
        server.createContext(
                "/v2/",
                exchange -> {
                    note(exchange);
                    var sent = exchange.getRequestHeaders().getFirst("Authorization");
                    if (!"Bearer t-1".equals(sent)) {
                        exchange.getResponseHeaders()
                                .set(
                                        "WWW-Authenticate",
                                        "Bearer realm=\""
                                                + realm
                                                + "\",service=\"demo\",scope=\"repository:team/demo:pull\"");
                        answer(exchange, 401, "{}");
                        return;
                    }
                    if (!link.isEmpty()) {
                        exchange.getResponseHeaders().set("Link", link);
                    }
                    answer(exchange, 200, tags);
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void note(HttpExchange exchange) {
        var sent = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestURI() + " " + (sent == null ? "-" : sent.split(" ")[0]));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private OciImages.Tags tags(OciConfiguration configuration) throws InterruptedException {
        var limits = OciLimits.DEFAULT.onceWithin(Duration.ofSeconds(5));
        try (var images =
                new OciImages(new OciRegistry(configuration, limits, Clock.systemUTC()))) {
            var first = images.tags(DEMO);
            images.tags(DEMO);
            return first;
        }
    }

    @Test
    void fetchesATokenWithoutCredentialsAndKeepsIt() throws Exception {
        assertThat(tags(OciConfiguration.of(HOST, address())))
                .isEqualTo(new OciImages.Tags.Listed(List.of("1.0.0")));

        assertThat(asked)
                .containsExactly(
                        "/v2/team/demo/tags/list?n=1000 -",
                        "/token?service=demo&scope=repository%3Ateam%2Fdemo%3Apull -",
                        "/v2/team/demo/tags/list?n=1000 Bearer",
                        "/v2/team/demo/tags/list?n=1000 Bearer");
    }

    @Test
    void sendsTheCredentialsOfTheHostWhereDockerKeepsThem() throws Exception {
        var secret =
                Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(
                folder.resolve(".docker/config.json"),
                "{\"auths\":{\"registry.example\":{\"auth\":\""
                        + secret
                        + "\"},\"other.example\":{\"auth\":\"AAAA\"}},\"credsStore\":\"never-run\"}");
        var configuration =
                OciConfiguration.read(
                        Map.of(),
                        folder,
                        null,
                        List.of(HOST + "=" + address(), "elsewhere.example"),
                        List.of(),
                        null);

        tags(configuration);

        assertThat(configuration.hasCredentialsFor(HOST)).isTrue();
        assertThat(configuration.hasCredentialsFor("elsewhere.example")).isFalse();
        assertThat(asked.get(1)).startsWith("/token").endsWith("Basic");
    }

    @Test
    void asksNoRealmThatIsNeitherHttpsNorTheRegistryItself() throws Exception {
        realm = "http://127.0.0.2:9/token";

        assertThat(tags(OciConfiguration.of(HOST, address())))
                .isInstanceOfSatisfying(
                        OciImages.Tags.Away.class,
                        away ->
                                assertThat(away.reason())
                                        .contains("neither https nor the registry itself"));
        assertThat(asked).noneMatch(each -> each.startsWith("/token"));
    }

    @Test
    void readsNoListThatGoesOnElsewhereOrForEver() throws Exception {
        link = "<http://127.0.0.2:9/v2/team/demo/tags/list?last=1>; rel=\"next\"";
        assertThat(tags(OciConfiguration.of(HOST, address())).toString())
                .contains("goes on elsewhere");

        link = "</v2/team/demo/tags/list?last=1>; rel=\"next\"";
        assertThat(tags(OciConfiguration.of(HOST, address())).toString())
                .contains("more than 20 pages");
    }

    @Test
    void keepsAPasswordOutOfWhatIsShown() {
        var configuration =
                OciConfiguration.read(
                        Map.of(),
                        folder,
                        "registry.example",
                        List.of("registry.example=https://me:secret@mirror.example"),
                        List.of(),
                        null);

        assertThat(configuration.addresses().toString())
                .isEqualTo("{registry.example=https://mirror.example}");
        assertThat(configuration.hasCredentialsFor(HOST)).isTrue();
        assertThatThrownBy(
                        () ->
                                OciConfiguration.read(
                                        Map.of(),
                                        folder,
                                        null,
                                        List.of("registry.example=ftp://me:secret@mirror.example"),
                                        List.of(),
                                        null))
                .hasMessageContaining("no http or https address")
                .message()
                .doesNotContain("secret");
    }
}
