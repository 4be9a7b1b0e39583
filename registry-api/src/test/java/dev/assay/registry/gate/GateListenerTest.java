package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.registry.tls.Tls;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class GateListenerTest {

    /** How it speaks; the same has to hold however that is. */
    Tls tls() throws Exception {
        return Tls.off();
    }

    Socket connect(int port) throws IOException {
        return RawResponse.connect(port);
    }

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private static final ConnectionLimits SMALL =
            new ConnectionLimits(
                    8, Duration.ofMillis(1000), Duration.ofMillis(300), 1000, 4000, 5000);

    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final CountDownLatch slowHasBegun = new CountDownLatch(1);

    @TempDir private Path directory;
    private byte[] blob = new byte[0];
    private GateListener listener;

    /** Answers with what was asked for, fast or slowly, or not at all. */
    private final class Echo implements GateRoute {

        @Override
        public String protocol() {
            return "echo";
        }

        @Override
        public boolean owns(String path) {
            return !path.startsWith("/nobody");
        }

        @Override
        public Optional<GateAnswer> atOnce(GateRequest request) {
            if (request.path().equals("/blob")) {
                return Optional.of(
                        new GateAnswer(
                                200,
                                null,
                                Map.of(),
                                new GateAnswer.Blob(directory.resolve("blob"), blob.length)));
            }
            return request.path().startsWith("/fast")
                    ? Optional.of(echo(request))
                    : Optional.empty();
        }

        @Override
        public GateAnswer answer(GateRequest request) throws Exception {
            if (request.path().equals("/wait")) {
                slowHasBegun.countDown();
                if (!slowMayEnd.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let it end");
                }
            } else if (request.path().equals("/bug")) {
                throw new IllegalStateException("a bug with a secret in it");
            } else {
                Thread.sleep(50);
            }
            return echo(request);
        }

        private GateAnswer echo(GateRequest request) {
            var text = request.method() + " " + request.path() + " " + request.body().length;
            return GateAnswer.of(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void start() throws Exception {
        blob = new byte[3_000_000];
        new Random(1).nextBytes(blob);
        Files.write(directory.resolve("blob"), blob);
        listener = listener(0);
        listener.start();
    }

    private GateListener listener(int port) throws Exception {
        return new GateListener(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                List.of(new Echo()),
                GateRig.anyone(),
                SMALL,
                Duration.ofSeconds(5),
                Clock.systemUTC(),
                new GateMeters(meters),
                new RequestRates(0, 3, Clock.systemUTC()),
                tls());
    }

    @AfterEach
    void stop() {
        slowMayEnd.countDown();
        listener.close();
    }

    private RawResponse ask(String method, String path, String... headers) throws IOException {
        try (var socket = connect(listener.port())) {
            return RawResponse.send(socket, method, path, headers);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: gate\r\n\r\n";
    }

    private static String text(RawResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        try (var socket = connect(listener.port())) {
            send(socket, get("/slow/1") + get("/fast/2") + get("/slow/3") + get("/fast/4"));
            var in = socket.getInputStream();

            for (var path : List.of("/slow/1", "/fast/2", "/slow/3", "/fast/4")) {
                assertThat(text(RawResponse.read(in, false))).isEqualTo("GET " + path + " 0");
            }
        }
    }

    @Test
    void streamsFilesAndKeepsTheConnection() throws IOException {
        try (var socket = connect(listener.port())) {
            for (var i = 0; i < 3; i++) {
                send(socket, get("/blob"));
                var answer = RawResponse.read(socket.getInputStream(), false);
                assertThat(Arrays.equals(answer.body(), blob)).isTrue();
            }
        }
    }

    @Test
    void closesTheConnectionWhenAFileGetsShorterUnderIt() throws IOException {
        Files.write(directory.resolve("blob"), new byte[1000]);
        try (var socket = connect(listener.port())) {
            send(socket, get("/blob"));

            assertThatThrownBy(() -> RawResponse.read(socket.getInputStream(), false))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesLinesHeadersAndBodiesBeyondTheLimits() throws IOException {
        var line = ask("GET", "/fast/" + "a".repeat(2000));
        var headers = ask("GET", "/fast", "X: " + "a".repeat(6000));
        RawResponse body;
        try (var socket = connect(listener.port())) {
            send(socket, "POST /fast HTTP/1.1\r\nHost: gate\r\nContent-Length: 6000\r\n\r\n");
            send(socket, "a".repeat(6000));
            body = RawResponse.read(socket.getInputStream(), false);
        }
        var garbage = ask("GET /fast HTTP/9.9\r\nx", "y");

        assertThat(line.status()).isEqualTo(414);
        assertThat(headers.status()).isEqualTo(431);
        assertThat(body.status()).isEqualTo(413);
        assertThat(garbage.status()).isEqualTo(400);
    }

    @Test
    void closesConnectionsThatAreSilent() throws IOException {
        try (var socket = connect(listener.port())) {
            send(socket, "GET /fast HTTP/1.1\r\nHost:");

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesConnectionsWhoseRequestTricklesIn() throws Exception {
        try (var socket = connect(listener.port())) {
            send(socket, "GET /fast HTTP/1.1\r\nHost: gate\r\n");
            var sent = new ByteArrayOutputStream();
            assertThatThrownBy(
                            () -> {
                                for (var i = 0; i < 100; i++) {
                                    send(socket, "X-" + i + ": y\r\n");
                                    sent.write(1);
                                    Thread.sleep(100);
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(sent.size()).isLessThan(20);
        }
    }

    @Test
    void waitsForSlowAnswersLongerThanForSilence() throws Exception {
        try (var socket = connect(listener.port())) {
            send(socket, get("/wait"));
            assertThat(slowHasBegun.await(5, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(2 * SMALL.idle().toMillis());
            slowMayEnd.countDown();

            assertThat(RawResponse.read(socket.getInputStream(), false).status()).isEqualTo(200);
        }
    }

    @Test
    void turnsABugIntoAFaultOfItsOwnWithoutTellingWhich() throws IOException {
        var answer = ask("GET", "/bug");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(text(answer)).contains("no block").doesNotContain("secret");
    }

    @Test
    void endsRunningRequestsBeforeItStops() throws Exception {
        try (var busy = connect(listener.port());
                var idle = connect(listener.port())) {
            send(busy, get("/wait"));
            assertThat(slowHasBegun.await(5, TimeUnit.SECONDS)).isTrue();
            var port = listener.port();
            var stopping = Thread.ofVirtual().start(listener::close);

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            slowMayEnd.countDown();
            var answer = RawResponse.read(busy.getInputStream(), false);
            stopping.join();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void takesNoMoreConnectionsThanItMay() throws IOException {
        var open = new Socket[SMALL.most()];
        try {
            for (var i = 0; i < open.length; i++) {
                open[i] = connect(listener.port());
                send(open[i], get("/fast"));
                assertThat(RawResponse.read(open[i].getInputStream(), false).status())
                        .isEqualTo(200);
            }
            assertThatThrownBy(() -> ask("GET", "/fast")).isInstanceOf(IOException.class);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void saysWhichPortItCannotHave() throws Exception {
        try (var second = listener(listener.port())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":" + listener.port())
                    .hasMessageContaining("set gate.port or gate.address");
        }
    }

    @Test
    void tellsATokenThatAsksTooOftenWhenToAskAgain() throws Exception {
        var last = 0;
        var wait = "";
        for (var time = 0; time < 8 && last != 429; time++) {
            var answer = ask("GET", "/echo", "Authorization: Bearer x");
            last = answer.status();
            wait = answer.header("retry-after");
        }
        assertThat(last).isEqualTo(429);
        assertThat(Integer.parseInt(wait)).isBetween(1, 60);
    }
}
