package dev.assay.scanners.detonation.sinkhole;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Half a handshake and one answer, to nobody: the first of each takes half a second in a new JVM,
 * in which whatever is run can start instead of waiting for it.
 */
final class WarmUp {

    private static final String NOBODY = "nobody.invalid";

    private WarmUp() {}

    /** In a thread of its own. */
    static void start(Certificates certificates, Replies replies) {
        Thread.ofPlatform()
                .daemon()
                .name("sinkhole-warm-up")
                .start(
                        () -> {
                            try {
                                greet(certificates.engine(NOBODY, 443));
                            } catch (SSLException | GeneralSecurityException e) {
                                // Then the first client waits.
                            }
                            replies.to(
                                    new Asked(
                                            "POST",
                                            "https",
                                            NOBODY,
                                            "/",
                                            List.of(),
                                            "{\"a\":1}".getBytes(StandardCharsets.US_ASCII)));
                        });
    }

    /** As far as the server's certificate and its signature. */
    private static void greet(SSLEngine server) throws SSLException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[0], null);
        var client = context.createSSLEngine(NOBODY, 443);
        client.setUseClientMode(true);
        var size = server.getSession().getPacketBufferSize();
        var hello = ByteBuffer.allocate(size);
        client.wrap(ByteBuffer.allocate(0), hello);
        server.unwrap(hello.flip(), ByteBuffer.allocate(size));
        for (var task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
            task.run();
        }
        server.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(size));
    }
}
