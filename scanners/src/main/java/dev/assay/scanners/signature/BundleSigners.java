package dev.assay.scanners.signature;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The authorities whose word it is who signed a bundle. */
public final class BundleSigners {

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USE = "2.5.29.37.0";
    private static final int LONGEST_NAME = 200;

    private final Set<TrustAnchor> anchors;

    private BundleSigners(Set<TrustAnchor> anchors) {
        this.anchors = anchors;
    }

    /**
     * Reads them.
     *
     * @param roots a file of certificates in PEM; null for none
     * @throws IllegalArgumentException when it is no such file, with a message made for people
     */
    public static BundleSigners read(@Nullable Path roots) {
        if (roots == null) {
            return new BundleSigners(Set.of());
        }
        try (var in = Files.newInputStream(roots)) {
            var anchors =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(each -> new TrustAnchor((X509Certificate) each, null))
                            .collect(Collectors.toSet());
            if (anchors.isEmpty()) {
                throw new IllegalArgumentException(roots + " holds no certificate");
            }
            return new BundleSigners(anchors);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    roots + " cannot be read as certificates in PEM: " + e.getMessage(), e);
        }
    }

    /** Who is known to have signed what is known to be signed by a certificate. */
    Outcome<KeyClaims> judge(
            X509Certificate leaf,
            List<X509Certificate> others,
            @Nullable Instant claimed,
            Instant now)
            throws DefectException {
        if (anchors.isEmpty()) {
            return new Outcome.Unchecked<>(
                    "it is signed, and no authority is configured that could say by whom; set"
                            + " assay.upstream.mcpb.trust-roots");
        }
        if (!maySignCode(leaf)) {
            throw new DefectException(Defect.CERTIFICATE_USAGE);
        }
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            return new Outcome.Unchecked<>(
                    "the certificate it is signed with is not valid any more, and nothing proves"
                            + " that it was signed before that");
        }
        if (!isVouchedFor(leaf, others, now)) {
            return new Outcome.Unchecked<>(
                    "it is signed with a certificate that comes from none of the authorities in"
                            + " assay.upstream.mcpb.trust-roots");
        }
        return new Outcome.Verified<>(new KeyClaims(name(leaf), KeyClaims.Trust.PINNED, claimed));
    }

    private static boolean maySignCode(X509Certificate leaf) throws DefectException {
        try {
            var uses = leaf.getExtendedKeyUsage();
            return uses == null || uses.contains(CODE_SIGNING) || uses.contains(ANY_USE);
        } catch (CertificateException e) {
            throw new DefectException(Defect.CERTIFICATE_MALFORMED);
        }
    }

    private boolean isVouchedFor(X509Certificate leaf, List<X509Certificate> others, Instant now) {
        try {
            if (anchors.stream().anyMatch(each -> leaf.equals(each.getTrustedCert()))) {
                leaf.checkValidity(Date.from(now));
                return true;
            }
            var target = new X509CertSelector();
            target.setCertificate(leaf);
            var parameters = new PKIXBuilderParameters(anchors, target);
            // Nobody but the upstream is asked for anything.
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String name(X509Certificate leaf) throws DefectException {
        try {
            var subject =
                    leaf.getSubjectX500Principal()
                            .getName()
                            .replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Zs}=+]", "?");
            return (subject.length() > LONGEST_NAME
                            ? subject.substring(0, LONGEST_NAME) + "…"
                            : subject)
                    + " (SHA-256 "
                    + Sha256.of(leaf.getEncoded()).hex()
                    + ")";
        } catch (CertificateException e) {
            throw new DefectException(Defect.CERTIFICATE_MALFORMED);
        }
    }
}
