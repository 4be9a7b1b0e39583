package dev.assay.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A company's authority for its own servers: certificates for loopback in PEM, each with a key of
 * its own. Made anew each time; whoever is to believe it takes {@link #certificate}.
 */
public final class SampleServerAuthority {

    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final AtomicLong serial = new AtomicLong(1);
    private final SampleKey key = SampleKey.create();
    private final Instant start;

    /**
     * @param start from when it is valid, for ten years
     */
    public SampleServerAuthority(Instant start) {
        this.start = start;
    }

    /**
     * What a server shows.
     *
     * @param chain its certificate in PEM, without the authority's
     * @param key its private key as PKCS #8 in PEM
     */
    public record Issued(String chain, String key) {

        /** Writes both, the key for this user alone. */
        public void writeTo(Path chainFile, Path keyFile) throws IOException {
            Files.writeString(chainFile, chain);
            Files.writeString(keyFile, key);
            if (keyFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(
                        keyFile, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    /** The authority's own certificate in PEM. */
    public String certificate() {
        var constraints = Der.sequence(Der.truth());
        var usage = Der.bits(1, (byte) 0x06);
        return pem(
                "CERTIFICATE",
                sealed(
                        key,
                        start,
                        start.plus(Duration.ofDays(3650)),
                        "sample-servers",
                        extension("2.5.29.19", true, constraints),
                        extension("2.5.29.15", true, usage)));
    }

    /** A certificate for {@code localhost} and 127.0.0.1. */
    public Issued issue(Instant from, Instant to) {
        var server = SampleKey.create();
        var names =
                Der.sequence(
                        Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
                        Der.implicit(7, LOOPBACK));
        var usage = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"));
        return new Issued(
                pem(
                        "CERTIFICATE",
                        sealed(
                                server,
                                from,
                                to,
                                "localhost",
                                extension("2.5.29.17", false, names),
                                extension("2.5.29.37", false, usage))),
                pem("PRIVATE KEY", server.pkcs8()));
    }

    private byte[] sealed(
            SampleKey subject, Instant from, Instant to, String name, byte[]... extensions) {
        var body =
                Der.sequence(
                        Der.explicit(0, Der.integer(2)),
                        Der.integer(serial.getAndIncrement()),
                        algorithm(),
                        name("sample-servers"),
                        Der.sequence(Der.time(from), Der.time(to)),
                        name(name),
                        subject.spki(),
                        Der.explicit(3, Der.sequence(extensions)));
        return Der.sequence(body, algorithm(), Der.bits(0, key.sign(body)));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.truth(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.oid(ECDSA_SHA256));
    }

    private static byte[] name(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(name))));
    }

    private static String pem(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
