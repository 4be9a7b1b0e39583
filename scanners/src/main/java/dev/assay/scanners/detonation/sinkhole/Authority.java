package dev.assay.scanners.detonation.sinkhole;

import io.netty.util.NetUtil;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An authority for one run, whose key is never written. It certifies every name that it is asked
 * for, with one key for all of them.
 *
 * <p>The certificates (RFC 5280) are put together here, and not by Bouncy Castle: every run starts
 * a JVM for it, and verifying that library's signed jar alone takes a third of a second.
 */
final class Authority {

    /** A run may have its clock set forward or back by years. */
    private static final byte[] VALID =
            Der.sequence(
                    Der.time(ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
                    Der.time(ZonedDateTime.of(2049, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC)));

    private static final byte[] NAME = name("Authority of one run");
    private static final byte[] LEAF = name("Leaf of one run");
    private static final byte[] ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final int MOST = 1_000;
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private final KeyPair key;
    private final KeyPair leafKey;
    private final X509Certificate certificate;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, X509Certificate> leaves =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, X509Certificate> eldest) {
                    return size() > MOST;
                }
            };

    Authority() throws GeneralSecurityException {
        key = pair();
        leafKey = pair();
        certificate =
                signed(
                        NAME,
                        key.getPublic(),
                        extension("2.5.29.19", true, Der.sequence(Der.yes())),
                        // keyCertSign and cRLSign
                        extension("2.5.29.15", true, Der.bits(1, (byte) 0x06)),
                        extension("2.5.29.14", false, Der.octets(id(key.getPublic()))));
    }

    /** A leaf and its issuer. */
    X509Certificate[] chain(String name) throws GeneralSecurityException {
        synchronized (leaves) {
            var leaf = leaves.get(name);
            if (leaf == null) {
                leaf = leaf(name);
                leaves.put(name, leaf);
            }
            return new X509Certificate[] {leaf, certificate};
        }
    }

    PrivateKey leafKey() {
        return leafKey.getPrivate();
    }

    void writePem(Path file) throws IOException, GeneralSecurityException {
        Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** As a PKCS#12 file of trusted certificates, which is what a JVM reads. */
    void writeTrustStore(Path file, char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setCertificateEntry("run", certificate);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    private X509Certificate leaf(String name) throws GeneralSecurityException {
        return signed(
                LEAF,
                leafKey.getPublic(),
                extension("2.5.29.19", true, Der.sequence()),
                // digitalSignature
                extension("2.5.29.15", true, Der.bits(7, (byte) 0x80)),
                // serverAuth
                extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", false, Der.sequence(alternative(name))),
                // Python verifies strictly, and wants both of these.
                extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, id(key.getPublic())))),
                extension("2.5.29.14", false, Der.octets(id(leafKey.getPublic()))));
    }

    private X509Certificate signed(byte[] subject, PublicKey of, byte[]... extensions)
            throws GeneralSecurityException {
        var serial = new byte[16];
        random.nextBytes(serial);
        // Positive, and of its whole length.
        serial[0] = (byte) (serial[0] & 0x3f | 0x40);
        var content =
                Der.sequence(
                        Der.tagged(0xa0, Der.integer((byte) 2)),
                        Der.integer(serial),
                        ALGORITHM,
                        NAME,
                        VALID,
                        subject,
                        of.getEncoded(),
                        Der.tagged(0xa3, Der.sequence(extensions)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(content);
        var whole = Der.sequence(content, ALGORITHM, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] alternative(String name) {
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            return Der.tagged(0x87, NetUtil.createByteArrayFromIpAddressString(name));
        }
        var host = HOST.matcher(name).matches() ? name : "host.invalid";
        return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /** {@code CN=} and a text. */
    private static byte[] name(String text) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(text))));
    }

    private static byte[] id(PublicKey key) throws GeneralSecurityException {
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 20);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
