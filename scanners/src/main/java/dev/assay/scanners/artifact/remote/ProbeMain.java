package dev.assay.scanners.artifact.remote;

import dev.assay.scanners.artifact.PublicAddresses;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.finding.AuthWeakness;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Security;

/**
 * The process of a probe: an order on standard input, a document or a reason on standard output.
 */
public final class ProbeMain {

    /** What the probe calls itself where it is asked. */
    static final String NAME = "assay-probe";

    /** What the document says that it is. */
    public static final String SCHEMA = "assay-remote/1";

    /** The first byte of an answer that is a document; any other is followed by a reason. */
    public static final byte DOCUMENT = 1;

    static final byte REASON = 0;

    /** Sorted by name: the same answers are the same bytes. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .build();

    private ProbeMain() {}

    public static void main(String[] arguments) throws Exception {
        var order = JSON.readValue(System.in.readAllBytes(), ProbeOrder.class);
        // To see whether a server accepts what is long broken, this process has to be able to offer
        // it; every other connection of it names its versions.
        Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, RC4, DES, MD5withRSA, NULL");
        var out = System.out;
        System.setOut(System.err);
        try {
            var document = JSON.writeValueAsBytes(probe(order).done());
            out.write(DOCUMENT);
            out.write(document);
        } catch (IOException | GeneralSecurityException e) {
            out.write(REASON);
            out.write(
                    (order.endpoint() + " cannot be reached: " + reason(e))
                            .getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        // The client keeps threads for a while.
        System.exit(0);
    }

    private static Found probe(ProbeOrder order)
            throws IOException, GeneralSecurityException, InterruptedException {
        var endpoint = RemoteEndpoint.parse(order.endpoint());
        if (!order.privateAddresses() && !PublicAddresses.hold()) {
            throw new IOException("private addresses cannot be kept out of reach here");
        }
        var caller = new Caller(order.privateAddresses());
        caller.permit(endpoint.uri());
        var found = new Found();
        found.whole().put("schema", SCHEMA).put("endpoint", endpoint.toString());
        if (!TlsLook.look(endpoint, found)) {
            found.unknown("tools", AuthWeakness.UNTRUSTED_CERTIFICATE.sentence());
            return found;
        }
        var way = new SignInLook(endpoint, caller, found, order.registering()).look();
        if (way.open() || order.token() != null) {
            new ManifestLook(endpoint, order, found).look(way.events());
        } else {
            found.unknown("tools", "it asks for a sign-in, and no token was given");
        }
        return found;
    }

    private static String reason(Throwable problem) {
        var cause = problem;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
