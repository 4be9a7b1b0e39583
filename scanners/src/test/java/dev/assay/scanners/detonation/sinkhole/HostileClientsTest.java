package dev.assay.scanners.detonation.sinkhole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What clients can do that want to break the sinkhole, or to hide in what it does not keep. */
class HostileClientsTest {

    @TempDir Path folder;

    @Test
    void anEndlessBodyIsCountedAndEnded() throws Exception {
        try (var open =
                Opened.in(
                        folder,
                        settings ->
                                settings.withLimits(
                                        Limits.usual().withBody(1_000).withExchange(1 << 20)))) {
            var sent =
                    send(
                            open,
                            "POST /big HTTP/1.1\r\nHost: a.example\r\nContent-Length: 99999999\r\n\r\n",
                            new byte[4 << 20]);

            var request = open.only(Seen.HttpRequest.class);
            assertThat(request.body().bytes()).hasSize(1_000);
            assertThat(request.body().total()).isBetween(1L << 20, 2L << 20);
            assertThat(request.answered()).isEqualTo(413);
            assertThat(sent).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void endlessHeadersAreAnsweredAndKeptInPart() throws Exception {
        try (var open = Opened.in(folder)) {
            var header = "X-Endless: " + "a".repeat(200_000);

            var said = send(open, "GET / HTTP/1.1\r\n" + header, new byte[0]);

            assertThat(said).startsWith("HTTP/1.1 400");
            var raw = open.only(Seen.Raw.class);
            assertThat(raw.protocol()).isEqualTo("http");
            assertThat(raw.content().text()).startsWith("GET / HTTP/1.1\r\nX-Endless: aaa");
            assertThat(raw.content().bytes().length).isLessThan(4_096);
        }
    }

    @Test
    void aBombIsUnpackedAsFarAsItIsKept() throws Exception {
        try (var open = Opened.in(folder)) {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                for (var megabyte = 0; megabyte < 64; megabyte++) {
                    gzip.write(new byte[1 << 20]);
                }
            }

            send(
                    open,
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.size()
                            + "\r\n\r\n",
                    packed.toByteArray());

            var decoded = open.only(Seen.HttpRequest.class).decoded();
            assertThat(decoded).isNotNull();
            assertThat(decoded.bytes()).hasSize(256 << 10);
            assertThat(decoded.total()).isBetween(16L << 20, 17L << 20);
        }
    }

    @Test
    void aClientThatSaysNothingIsSentAway() throws Exception {
        try (var open =
                        Opened.in(
                                folder,
                                settings ->
                                        settings.withLimits(
                                                Limits.usual().withIdle(Duration.ofMillis(300))));
                var slow = new Socket(InetAddress.getLoopbackAddress(), open.port())) {
            slow.setSoTimeout(10_000);
            slow.getOutputStream().write("POST / HT".getBytes(StandardCharsets.US_ASCII));

            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            assertThat(open.only(Seen.Raw.class).content().text()).isEqualTo("POST / HT");
        }
    }

    @Test
    void moreConnectionsThanThereIsRoomForAreClosedAndItIsSaid() throws Exception {
        try (var open =
                Opened.in(
                        folder,
                        settings -> settings.withLimits(Limits.usual().withConnections(50)))) {
            var held = new ArrayList<Socket>();
            for (var number = 0; number < 60; number++) {
                held.add(new Socket(InetAddress.getLoopbackAddress(), open.port()));
            }

            open.awaited(Seen.Dropped.class, dropped -> dropped.why().contains("50 connections"));
            for (var socket : held) {
                socket.close();
            }
            assertThat(open.all(Seen.Connected.class)).hasSize(50);
            assertServes(open);
        }
    }

    @Test
    void tenThousandConnectionsAreCounted() throws Exception {
        try (var open = Opened.in(folder)) {
            for (var number = 0; number < 10_000; number++) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), open.port())) {
                    socket.getOutputStream().write(1);
                }
            }

            assertServes(open);
        }
    }

    @Test
    void eventsBeyondTheLimitAreSaidToBeMissingOnce() throws Exception {
        try (var open =
                Opened.in(folder, settings -> settings.withLimits(Limits.usual().withEvents(5)))) {
            for (var number = 0; number < 10; number++) {
                send(open, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", new byte[0]);
            }

            assertThat(open.seen).hasSize(6);
            assertThat(open.only(Seen.Dropped.class).why()).isEqualTo("more than 5 events");
            assertThat(open.seen).extracting(Seen::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void bytesBeyondWhatIsKeptInAllAreCountedOnly() throws Exception {
        try (var open =
                Opened.in(folder, settings -> settings.withLimits(Limits.usual().withKept(10)))) {
            for (var number = 0; number < 2; number++) {
                send(
                        open,
                        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 8\r\n\r\n",
                        new byte[8]);
            }

            assertThat(open.all(Seen.HttpRequest.class))
                    .extracting(
                            request -> request.body().bytes().length,
                            request -> request.body().total())
                    .containsExactly(tuple(8, 8L), tuple(2, 8L));
            assertThat(open.only(Seen.Dropped.class).why()).isEqualTo("more than 10 bytes");
        }
    }

    @Test
    void nothingThatIsMalformedEndsTheService() throws Exception {
        var random = new Random(20261122);
        var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (var open = Opened.in(folder)) {
            for (var round = 0; round < 60; round++) {
                var noise = new byte[1 + random.nextInt(600)];
                random.nextBytes(noise);
                send(open, "", joined(preface, noise));
                send(
                        open,
                        "",
                        joined(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3}, noise));
                send(open, "EHLO x\r\nDATA\r\n", noise);
                send(open, "CONNECT ::::: HTTP/1.1\r\n\r\n", noise);
                datagram(open, noise);
            }
            // A name of pointers to itself, one of 64 labels, and an answer.
            for (var hex :
                    new String[] {
                        "000101000001000000000000c00c00010001",
                        "0001010000010000000000003f",
                        "00018180000100010000000001610000010001",
                        "00",
                        ""
                    }) {
                datagram(open, HexFormat.of().parseHex(hex));
            }

            assertThat(open.all(Seen.Raw.class))
                    .extracting(Seen.Raw::protocol)
                    .contains("http2", "tls", "smtp", "raw");
            assertServes(open);
        }
    }

    @Test
    void tunnelsInTunnelsEndSomewhere() throws Exception {
        try (var open = Opened.in(folder)) {
            send(open, "CONNECT a.example:80 HTTP/1.1\r\n\r\n".repeat(50), new byte[0]);

            assertThat(open.awaited(Seen.Raw.class, raw -> raw.protocol().equals("tunnel")))
                    .isNotNull();
            assertThat(open.all(Seen.HttpRequest.class)).hasSizeLessThan(8);
        }
    }

    private static void assertServes(Opened open) throws Exception {
        var said = open.curl("-o", "/dev/null", "-w", "%{http_code}", "https://still.example/");
        assertThat(said.text()).isEqualTo("200");
    }

    private static void datagram(Opened open, byte[] bytes) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(
                            bytes,
                            bytes.length,
                            InetAddress.getLoopbackAddress(),
                            open.sinkhole.namePort()));
        }
    }

    /** What was answered until the connection was closed, from either side. */
    private static String send(Opened open, String head, byte[] body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), open.port())) {
            socket.setSoTimeout(10_000);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(body);
                socket.shutdownOutput();
            } catch (IOException e) {
                // It may be sent away before it has said everything.
            }
            try {
                socket.getInputStream().transferTo(answer);
            } catch (IOException e) {
                // A reset: what came before it is here.
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
