package dev.assay.scanners.detonation.sinkhole;

import io.netty.util.NetUtil;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An authority for one run, whose key is never written. It certifies every name that it is asked
 * for, with one key for all of them.
 */
final class Authority {

    /** A run may have its clock set forward or back by years. */
    private static final Date FROM = Date.from(Instant.parse("2000-01-01T00:00:00Z"));

    private static final Date UNTIL = Date.from(Instant.parse("2049-12-31T00:00:00Z"));
    private static final X500Name NAME = new X500Name("CN=Authority of one run");
    private static final X500Name LEAF = new X500Name("CN=Leaf of one run");
    private static final int MOST = 1_000;
    private static final Pattern HOST = Pattern.compile("[a-z0-9_*-]{1,63}(\\.[a-z0-9_-]{1,63})*");

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
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            NAME, serial(), FROM, UNTIL, NAME, key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
            certificate = signed(builder);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
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
        try {
            var utilities = new JcaX509ExtensionUtils();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            NAME, serial(), FROM, UNTIL, LEAF, leafKey.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternative(name)));
            // Python verifies strictly, and wants both of these.
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    utilities.createAuthorityKeyIdentifier(key.getPublic()));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    utilities.createSubjectKeyIdentifier(leafKey.getPublic()));
            return signed(builder);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralName alternative(String name) {
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            return new GeneralName(GeneralName.iPAddress, name);
        }
        return new GeneralName(
                GeneralName.dNSName, HOST.matcher(name).matches() ? name : "host.invalid");
    }

    private X509Certificate signed(JcaX509v3CertificateBuilder builder)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private BigInteger serial() {
        return new BigInteger(120, random).setBit(120);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
