package dev.assay.scanners.signature;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Signs bundles as their tool does, by an authority of its own. */
final class BundleSigning {

    static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final KeyPair rootKey = pair();
    private final KeyPair key = pair();
    private final X509Certificate root;
    private final X509Certificate leaf;

    BundleSigning(String name, KeyPurposeId use, Instant until) throws Exception {
        var authority = new X500Name("CN=" + name + " authority");
        root =
                certificate(
                        authority,
                        authority,
                        rootKey,
                        rootKey,
                        null,
                        Instant.parse("2036-01-01T00:00:00Z"));
        leaf = certificate(authority, new X500Name("CN=" + name), key, rootKey, use, until);
    }

    BundleSigning(String name) throws Exception {
        this(name, KeyPurposeId.id_kp_codeSigning, Instant.parse("2027-01-01T00:00:00Z"));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            X500Name issuer,
            X500Name subject,
            KeyPair of,
            KeyPair by,
            KeyPurposeId use,
            Instant until)
            throws Exception {
        var builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(subject.hashCode() & 0xffffff).add(BigInteger.ONE),
                        FROM,
                        Date.from(until),
                        subject,
                        of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(use == null));
        if (use != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(by.getPrivate())));
    }

    String rootInPem() throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(root.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    byte[] der(byte[] content) throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(key.getPrivate()),
                                leaf));
        generator.addCertificates(new JcaCertStore(List.of(leaf)));
        return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    }

    /** The bundle with its signature behind it, as older tools leave it. */
    byte[] signed(byte[] bundle) throws Exception {
        return with(bundle, der(bundle));
    }

    /** The same, and the zip says after signing that what follows is its comment. */
    byte[] signedAsComment(byte[] bundle) throws Exception {
        var der = der(bundle);
        var patched = bundle.clone();
        ByteBuffer.wrap(patched)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(patched.length - 2, (short) (11 + 4 + der.length + 12));
        return with(patched, der);
    }

    static byte[] with(byte[] bundle, byte[] der) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bundle);
        all.writeBytes("MCPB_SIG_V1".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(der.length).array());
        all.writeBytes(der);
        all.writeBytes("MCPB_SIG_END".getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }
}
