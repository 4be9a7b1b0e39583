package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.finding.AuthWeakness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** How a server encrypts, and whether its certificate is trusted. */
final class TlsLook {

    private static final String[] OLD = {"TLSv1.1", "TLSv1"};

    private TlsLook() {}

    /**
     * Whether the server may be spoken to.
     *
     * @throws IOException where it cannot be reached
     */
    static boolean look(RemoteEndpoint endpoint, Found found)
            throws IOException, GeneralSecurityException {
        if (!endpoint.isHttps()) {
            found.weak(AuthWeakness.NO_HTTPS, endpoint + " is its address");
            return true;
        }
        var part = found.part("tls");
        try (var socket = shaken(endpoint, Caller.TLS)) {
            var session = socket.getSession();
            part.put("protocol", session.getProtocol());
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                part.put("issuer", certificate.getIssuerX500Principal().getName());
            }
        } catch (SSLHandshakeException e) {
            found.weak(AuthWeakness.UNTRUSTED_CERTIFICATE, String.valueOf(e.getMessage()));
            return false;
        }
        for (var version : OLD) {
            try (var socket = shaken(endpoint, version)) {
                found.weak(
                        AuthWeakness.OLD_TLS,
                        "a handshake with " + socket.getSession().getProtocol() + " succeeded");
            } catch (IOException e) {
                // That it refuses is what should be.
            }
        }
        return true;
    }

    private static SSLSocket shaken(RemoteEndpoint endpoint, String... protocols)
            throws IOException, GeneralSecurityException {
        var host = endpoint.uri().getHost();
        var port = endpoint.uri().getPort() < 0 ? 443 : endpoint.uri().getPort();
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), (int) Caller.PATIENCE.toMillis());
            plain.setSoTimeout((int) Caller.PATIENCE.toMillis());
            var socket =
                    (SSLSocket)
                            SSLContext.getDefault()
                                    .getSocketFactory()
                                    .createSocket(plain, host, port, true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(protocols);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }
}
