package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.registry.tls.Tls;
import dev.assay.samples.SampleServerAuthority;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Both listeners with one certificate. */
@RunningAssay
@DirtiesContext
class TlsTest {

    private static final SampleServerAuthority AUTHORITY =
            new SampleServerAuthority(Instant.now().minus(Duration.ofDays(1)));

    private static Path folder;

    @LocalServerPort int port;
    @Autowired Environment environment;
    @Autowired Tls tls;
    @Autowired HealthIndicator tlsHealthIndicator;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry properties) throws IOException {
        folder = Files.createTempDirectory("assay-tls-test");
        issue(30);
        properties.add("assay.tls.certificate", () -> folder.resolve("chain.pem"));
        properties.add("assay.tls.key", () -> folder.resolve("key.pem"));
        properties.add("assay.tls.check", () -> "1h");
    }

    @AfterAll
    static void remove() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    private static void issue(int days) throws IOException {
        var now = Instant.now();
        AUTHORITY
                .issue(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(days)))
                .writeTo(folder.resolve("chain.pem"), folder.resolve("key.pem"));
    }

    @Test
    void bothListenersSpeakItAndSayHttpsOfThemselves() throws Exception {
        var signIn = get("https://localhost:" + port + "/signin");
        assertThat(signIn.statusCode()).isEqualTo(200);
        assertThat(signIn.headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000 ; includeSubDomains");
        assertThat(signIn.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-assay=")
                .contains("; Secure");
        assertThat(get("https://localhost:" + port + "/tasks").headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).startsWith("https://localhost:"));
        var health = get("https://localhost:" + gatePort() + "/health/liveness");
        assertThat(health.statusCode()).isEqualTo(200);
        var index = get("https://localhost:" + gatePort() + "/nuget/v3/index.json");
        assertThat(index.body())
                .contains("https://localhost:" + gatePort() + "/")
                .doesNotContain("http://localhost");
    }

    @Test
    void neitherSpeaksPlainHttp() throws Exception {
        for (var each : new int[] {port, gatePort()}) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), each)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write(
                                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(
                                new String(
                                        socket.getInputStream().readNBytes(12),
                                        StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 400");
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownByBothAndEndsNoConnection() throws Exception {
        try (var before = connect(port)) {
            ask(before);
            var old = serial(before);
            issue(60);
            tls.look();
            for (var each : new int[] {port, gatePort()}) {
                try (var after = connect(each)) {
                    after.startHandshake();
                    assertThat(serial(after)).as("port " + each).isNotEqualTo(old);
                }
            }
            ask(before);
        }
        var health = tlsHealthIndicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("ends", String.valueOf(tls.end()));
    }

    @Test
    void whoDoesNotKnowTheAuthorityDoesNotTalk() {
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(
                            () ->
                                    client.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(
                                                                    "https://localhost:"
                                                                            + port
                                                                            + "/signin"))
                                                    .build(),
                                            BodyHandlers.discarding()))
                    .isInstanceOf(javax.net.ssl.SSLHandshakeException.class);
        }
    }

    private int gatePort() {
        return environment.getRequiredProperty("local.gate.port", Integer.class);
    }

    private static void ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "HEAD /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        var in = socket.getInputStream();
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            var next = in.read();
            assertThat(next).as("the connection after " + answer).isNotNegative();
            answer.append((char) next);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    private static java.math.BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static SSLSocket connect(int port) throws Exception {
        var socket = (SSLSocket) believing().getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(believing()).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        }
    }

    private static SSLContext believing() throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var pem = AUTHORITY.certificate().getBytes(StandardCharsets.US_ASCII);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem)));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
