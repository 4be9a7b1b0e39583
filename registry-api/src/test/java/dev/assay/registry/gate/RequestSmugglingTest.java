package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.tls.Tls;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A request that a proxy before the gate could read otherwise than the gate does must not have a
 * second one inside that only the gate sees (RFC 9112, section 11.2). What stands behind such a
 * request is never answered, whichever way it is read.
 */
final class RequestSmugglingTest {

    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: gate\r\n\r\n";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private GateListener listener;

    private final class Witness implements GateRoute {

        @Override
        public String protocol() {
            return "witness";
        }

        @Override
        public boolean owns(String path) {
            return true;
        }

        @Override
        public Optional<GateAnswer> atOnce(GateRequest request) {
            seen.add(request.path() + " " + new String(request.body(), StandardCharsets.US_ASCII));
            return Optional.of(GateAnswer.of(200, Map.of(), new byte[0]));
        }

        @Override
        public GateAnswer answer(GateRequest request) {
            throw new IllegalStateException("all is answered at once");
        }
    }

    @BeforeEach
    void start() throws IOException {
        listener =
                new GateListener(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        List.of(new Witness()),
                        GateRig.anyone(),
                        new ConnectionLimits(
                                8, Duration.ofSeconds(2), Duration.ofSeconds(2), 1000, 4000, 5000),
                        Duration.ofSeconds(5),
                        Clock.systemUTC(),
                        new GateMeters(new SimpleMeterRegistry()),
                        new RequestRates(0, 0, Clock.systemUTC()),
                        Tls.off());
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private static String post(String headers, String body) {
        return "POST /first HTTP/1.1\r\nHost: gate\r\n" + headers + "\r\n\r\n" + body;
    }

    static Stream<String> ambiguous() {
        var chunked = "0\r\n\r\n" + HIDDEN;
        return Stream.of(
                // Both lengths, in both orders.
                post("Content-Length: 5\r\nTransfer-Encoding: chunked", chunked),
                post("Transfer-Encoding: chunked\r\nContent-Length: 5", chunked),
                // Two lengths.
                post("Content-Length: 0\r\nContent-Length: " + HIDDEN.length(), HIDDEN),
                post("Content-Length: 0, " + HIDDEN.length(), HIDDEN),
                // Lengths that are no decimal numbers.
                post("Content-Length: +0", HIDDEN),
                post("Content-Length: 0x0", HIDDEN),
                post("Content-Length: -0", HIDDEN),
                // Other words for chunked.
                post("Transfer-Encoding: xchunked", chunked),
                post("Transfer-Encoding: chunked, identity", chunked),
                post("Transfer-Encoding: identity", chunked),
                post("Transfer-Encoding: \u000bchunked", chunked),
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", chunked),
                // Names that are none.
                post("Transfer-Encoding : chunked", chunked),
                post("Content-Length : 0", HIDDEN),
                post(" Transfer-Encoding: chunked", chunked),
                // A line that goes on, and lines that end otherwise.
                post("X: y\r\n Content-Length: 0\r\nTransfer-Encoding:\r\n chunked", chunked),
                post("X: y\nContent-Length: 0", HIDDEN),
                post("X: y\rContent-Length: 0", HIDDEN),
                // Chunks with more in their lines than a length.
                post("Transfer-Encoding: chunked", "0;a=b\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked", "0;a\nb\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked", "0x0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked", "-0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked", "1\r\nab\r\n0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked", "0\n\n" + HIDDEN),
                // An older protocol has no chunks.
                "POST /first HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void nothingIsAnsweredThatStandsBehindAnAmbiguousRequest(String bytes) throws IOException {
        answers(bytes);

        assertThat(seen).noneMatch(each -> each.startsWith("/hidden"));
    }

    @Test
    void requestsOneBehindTheOtherAreAnsweredWhereNothingIsAmbiguous() throws IOException {
        answers(
                post("Content-Length: 3", "abc")
                        + HIDDEN.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(seen).containsExactly("/first abc", "/hidden ");
    }

    @Test
    void chunksAreReadAndTheConnectionEndsBehindThem() throws IOException {
        var answers = answers(post("Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n" + HIDDEN));

        assertThat(seen).containsExactly("/first abc");
        assertThat(answers).contains("connection: close");
    }

    @Test
    void anAddressInTheRequestLineIsReadAsItsPath() throws IOException {
        answers(
                "GET http://elsewhere/first?x HTTP/1.1\r\nHost: gate\r\nConnection:"
                        + " close\r\n\r\n");

        assertThat(seen).containsExactly("/first ");
    }

    private String answers(String bytes) throws IOException {
        try (var socket = RawResponse.connect(listener.port())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
