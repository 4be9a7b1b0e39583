package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLSocket;

/** How the gate speaks TLS. */
final class GateTlsTest {

    @TempDir private Path folder;
    private TlsRig keys;
    private GateRig rig;

    @BeforeEach
    void start() throws Exception {
        keys = new TlsRig(folder);
        rig = GateRig.withTls(folder.resolve("gate"), keys.tls);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawResponse health(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "GET /health/liveness HTTP/1.1\r\nHost: gate\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        return RawResponse.read(socket.getInputStream(), false);
    }

    private BigInteger serialShown() throws IOException {
        try (var socket = keys.connect(rig.port())) {
            assertThat(health(socket).status()).isEqualTo(200);
            return serial(socket);
        }
    }

    private static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    @Test
    void speaksNothingOlderThanTls12() throws IOException {
        try (var socket = keys.connect(rig.port())) {
            health(socket);
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var socket = keys.connect(rig.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThat(health(socket).status()).isEqualTo(200);
        }
        // An alert (21) that is fatal (2): protocol_version (70), RFC 8446 section 6.2.
        for (var minor = 1; minor < 3; minor++) {
            assertThat(answerTo(minor)).startsWith(21).endsWith(2, 70);
        }
    }

    /** What a hello of TLS 1.0 (1) or 1.1 (2) is answered with. */
    private byte[] answerTo(int minor) throws IOException {
        var hello = new ByteArrayOutputStream();
        hello.writeBytes(new byte[] {3, (byte) minor});
        hello.writeBytes(new byte[32]);
        hello.writeBytes(new byte[] {0, 0, 4, (byte) 0xc0, 0x09, (byte) 0xc0, 0x0a, 1, 0});
        var message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {1, 0, 0, (byte) hello.size()});
        message.writeBytes(hello.toByteArray());
        try (var socket = RawResponse.connect(rig.port())) {
            var out = socket.getOutputStream();
            out.write(new byte[] {22, 3, (byte) minor, 0, (byte) message.size()});
            out.write(message.toByteArray());
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void showsARenewedCertificateAndKeepsTheConnectionsThatAreThere() throws Exception {
        try (var before = keys.connect(rig.port())) {
            health(before);
            var old = serial(before);

            keys.issue(60).writeTo(keys.chain, keys.key);
            keys.tls.look();

            assertThat(serialShown()).isNotEqualTo(old);
            assertThat(health(before).status()).isEqualTo(200);
            assertThat(serial(before)).isEqualTo(old);
            assertThat(keys.tls.left()).isGreaterThan(java.time.Duration.ofDays(59));
        }
    }

    @Test
    void keepsTheOldCertificateWhileTheNewPairDoesNotFit() throws Exception {
        var old = serialShown();
        var renewed = keys.issue(60);
        Files.writeString(keys.chain, renewed.chain());

        keys.tls.look();
        assertThat(keys.tls.problem()).as("it may be half written").isNull();
        keys.tls.look();

        assertThat(keys.tls.problem()).contains("is not that of the certificate");
        assertThat(serialShown()).isEqualTo(old);

        renewed.writeTo(keys.chain, keys.key);
        keys.tls.look();
        assertThat(keys.tls.problem()).isNull();
        assertThat(serialShown()).isNotEqualTo(old);
    }

    @Test
    void tellsWhoeverSpeaksPlainHttp() throws IOException {
        var answer = RawResponse.send(rig.port(), "GET", "/npm/some");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("Assay's gate speaks TLS here: use https");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).endsWith("with https.\n");
    }
}
