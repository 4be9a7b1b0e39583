package dev.assay.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.assay.registry.listing.UpstreamNames.Verdict;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whose name it is, as a double of an MCP registry on loopback says. */
class UpstreamNamesTest {

    private static final String NAME = "com.example/mail";
    private static final Purl MAIL = Purl.npm("@example/mail", null);

    private final List<String> asked = new ArrayList<>();
    private final UpstreamClient client = new UpstreamClient("listing", UpstreamSettings.DEFAULT);
    private HttpServer registry;
    private int status = 200;
    private String body = answer(NAME, "@example/mail");

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getRawPath());
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        client.close();
    }

    @Test
    void isThePackagesWhoseNameTheRegistryGivesToIt() throws InterruptedException {
        assertThat(verify()).isEqualTo(Verdict.VERIFIED);
        assertThat(asked).containsExactly("/base/v0.1/servers/com.example%2Fmail/versions/latest");
    }

    @Test
    void takesTheSpellingsOfTheRegistriesForOne() throws InterruptedException {
        var nuget = new Purl("nuget", null, "acme.mail", null);
        body = answer(NAME, "Acme.Mail").replace("npm", "nuget");
        assertThat(verify(nuget)).isEqualTo(Verdict.VERIFIED);
        body = answer(NAME, "acme-mail").replace("npm", "cargo");
        assertThat(verify(new Purl("cargo", null, "acme-mail", null))).isEqualTo(Verdict.VERIFIED);
        assertThat(verify(nuget)).isEqualTo(Verdict.NOT_VERIFIED);
        body = answer(NAME, "ghcr.example/acme/mail:1.2.0").replace("npm", "oci");
        assertThat(verify(Purl.parse("oci:ghcr.example/acme/mail"))).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void isNobodysElseWhateverThePackageSaysOfItself() throws InterruptedException {
        body = answer(NAME, "@example/other");
        assertThat(verify()).isEqualTo(Verdict.NOT_VERIFIED);
        body = answer("com.example/other", "@example/mail");
        assertThat(verify()).isEqualTo(Verdict.NOT_VERIFIED);
        body = "<html>";
        assertThat(verify()).isEqualTo(Verdict.NOT_VERIFIED);
        status = 404;
        assertThat(verify()).isEqualTo(Verdict.NOT_VERIFIED);
    }

    @Test
    void isNotDecidedWhileTheRegistryIsAway() throws InterruptedException {
        status = 401;
        assertThat(verify()).isEqualTo(Verdict.AWAY);
        registry.stop(0);
        assertThat(verify()).isEqualTo(Verdict.AWAY);
    }

    @Test
    void isVerifiedByNobodyWhereNoRegistryIsConfigured() throws InterruptedException {
        assertThat(new UpstreamNames(client, null).verify(NAME, MAIL))
                .isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(asked).isEmpty();
    }

    private Verdict verify() throws InterruptedException {
        return verify(MAIL);
    }

    private Verdict verify(Purl purl) throws InterruptedException {
        var base = URI.create("http://localhost:" + registry.getAddress().getPort() + "/base");
        return new UpstreamNames(client, base).verify(NAME, purl);
    }

    private static String answer(String name, String identifier) {
        return """
               {"server": {"name": "%s", "packages": [{"registryType": "npm", "identifier": "%s"}]}}
               """
                .formatted(name, identifier);
    }
}
