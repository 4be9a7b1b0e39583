package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;

/** What one client may take of the main listener: bytes, time and connections. */
@RunningAssay
@TestPropertySource(
        properties = {
            "assay.connections.most=20",
            "assay.connections.idle=2s",
            "assay.connections.request=1s",
            "assay.connections.slowest=2KB",
            "assay.connections.body=100KB"
        })
class SlowAndLargeRequestsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @LocalServerPort int port;
    @Autowired Installation installation;

    @Test
    void headersThatTrickleInEndTheConnection() throws Exception {
        assertThat(trickle("GET /signin HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n")).isTrue();
        assertThat(trickle("GET /sig", "n")).isTrue();
    }

    @Test
    void bodiesThatTrickleInEndTheConnection() throws Exception {
        var form =
                "POST /signin HTTP/1.1\r\nHost: x\r\nContent-Type:"
                        + " application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\nlogin=";
        var document =
                "POST /api/v1/requests HTTP/1.1\r\nHost: x\r\n"
                        + authorization()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{";
        var unread = "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\na";
        for (var each : new String[] {form, document, unread}) {
            assertThat(trickle(each, " ")).as(each).isTrue();
        }
    }

    @Test
    void connectionsThatAreSilentEnd() throws Exception {
        try (var socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (var socket = connect()) {
            socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void slowRequestsKeepNobodyElseOut() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (var number = 0; number < 60; number++) {
                var socket = connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nX:".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            for (var each : slow) {
                each.close();
            }
        }
    }

    @Test
    void largeBodiesAreRefusedInWordsWhetherTheySayTheirLengthOrNot() throws Exception {
        var large = new byte[200_000];
        java.util.Arrays.fill(large, (byte) ' ');
        for (var body :
                new HttpRequest.BodyPublisher[] {
                    BodyPublishers.ofByteArray(large),
                    BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))
                }) {
            var answer = send(request("/api/v1/requests").POST(body));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"next\":");
        }
    }

    @Test
    void largeFormsAndHeadersAreRefusedInWords() throws Exception {
        var form =
                send(
                        request("/signin")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("login=" + "a".repeat(90_000))));
        assertThat(form.statusCode()).isEqualTo(403);
        var headers = send(request("/signin").header("X-A", "a".repeat(9_000)).GET());
        assertThat(headers.statusCode()).isEqualTo(431);
        assertThat(headers.body()).contains("The request's headers are too large", "next");
        assertThat(send(request("/signin").header("X-A", "a".repeat(40_000)).GET()).statusCode())
                .isEqualTo(400);
    }

    /** Whether the connection is closed although a byte comes every 100 ms. */
    private boolean trickle(String begin, String more) throws Exception {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            out.write(begin.getBytes(StandardCharsets.US_ASCII));
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                try {
                    out.write(more.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return true;
                }
                Thread.sleep(100);
            }
            return false;
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private String authorization() {
        var login = installation.account(dev.assay.inventory.account.Role.REQUESTER).login();
        var pair = login + ":" + Installation.PASSWORD;
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(15));
        if (path.startsWith("/api/")) {
            request.header("Content-Type", "application/json");
            var authorization = authorization().split(": ", 2);
            request.header(authorization[0], authorization[1]);
        }
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
