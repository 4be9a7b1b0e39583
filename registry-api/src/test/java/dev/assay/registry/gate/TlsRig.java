package dev.assay.registry.gate;

import dev.assay.registry.tls.Tls;
import dev.assay.samples.SampleServerAuthority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate on the disk for a gate on loopback, and a client that believes its authority. */
public final class TlsRig {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final SampleServerAuthority authority =
            new SampleServerAuthority(now.minus(Duration.ofDays(1)));

    public final Path chain;
    public final Path key;

    /** The authority's certificate, as clients are given it. */
    public final Path authorityFile;

    public final Tls tls;
    private final SSLContext client;

    public TlsRig(Path folder) throws IOException, GeneralSecurityException {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        authorityFile = Files.writeString(folder.resolve("ca.pem"), authority.certificate());
        issue(30).writeTo(chain, key);
        tls = Tls.of(chain, key, Duration.ofHours(1), Duration.ofDays(14), Clock.systemUTC());
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        authority
                                                .certificate()
                                                .getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
    }

    /** Another certificate with a key of its own. */
    public SampleServerAuthority.Issued issue(int days) {
        return authority.issue(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(days)));
    }

    public SSLSocket connect(int port) throws IOException {
        var plain = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        var socket =
                (SSLSocket) client.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }
}
