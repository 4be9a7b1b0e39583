package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.fulcio.client.FulcioVerifier;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** The certificate that a build got for one signature. */
record SigningCertificate(X509Certificate leaf) {

    private static final String SCTS = "1.3.6.1.4.1.11129.2.4.2";
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    /** Fulcio's claims (its documentation, "OID information"); 1 and 8 are both the issuer. */
    private static final String CLAIM = "1.3.6.1.4.1.57264.1.";

    private static final int LONGEST_CLAIM = 1_000;

    /** The first of the certificates given: those above it come from the trusted root alone. */
    static SigningCertificate read(JsonNode material) throws DefectException {
        var holder =
                material.has("certificate")
                        ? material.path("certificate")
                        : material.path("x509CertificateChain").path("certificates").path(0);
        var der = Bounds.base64(holder, "rawBytes", "the certificate");
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
            if (certificate instanceof X509Certificate leaf) {
                return new SigningCertificate(leaf);
            }
        } catch (CertificateException e) {
            throw new DefectException(Defect.CERTIFICATE_MALFORMED, String.valueOf(e.getMessage()));
        }
        throw new DefectException(Defect.CERTIFICATE_MALFORMED);
    }

    /**
     * Checks the chain, the proof of logging, the validity and the usage.
     *
     * @param at when the log took what it signed
     */
    void verify(TrustedRoot root, Instant at) throws DefectException {
        try {
            leaf.checkValidity(Date.from(at));
        } catch (CertificateException e) {
            throw new DefectException(
                    Defect.CERTIFICATE_NOT_VALID,
                    "it is valid from "
                            + leaf.getNotBefore().toInstant()
                            + " to "
                            + leaf.getNotAfter().toInstant()
                            + ", the log took it at "
                            + at);
        }
        chain(root, at);
        usage();
    }

    private void chain(TrustedRoot root, Instant at) throws DefectException {
        var authorities = root.authorities(at);
        try {
            FulcioVerifier.newFulcioVerifier(authorities, root.certificateLogs())
                    .verifySigningCertificate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(leaf)));
        } catch (FulcioVerificationException
                | GeneralSecurityException
                | IOException
                | RuntimeException e) {
            var issued =
                    authorities.stream()
                            .anyMatch(each -> issuedBy(each.getCertPath().getCertificates()));
            var defect =
                    !issued
                            ? Defect.CERTIFICATE_OTHER_ROOT
                            : leaf.getExtensionValue(SCTS) == null
                                    ? Defect.SCT_MISSING
                                    : Defect.SCT_WRONG;
            throw new DefectException(defect, String.valueOf(e.getMessage()));
        }
    }

    private boolean issuedBy(List<? extends java.security.cert.Certificate> chain) {
        try {
            leaf.verify(chain.getFirst().getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private void usage() throws DefectException {
        try {
            var usages = leaf.getExtendedKeyUsage();
            if (leaf.getBasicConstraints() < 0 && usages != null && usages.contains(CODE_SIGNING)) {
                return;
            }
        } catch (CertificateParsingException e) {
            // Told below.
        }
        throw new DefectException(Defect.CERTIFICATE_USAGE);
    }

    byte[] encoded() throws DefectException {
        try {
            return leaf.getEncoded();
        } catch (CertificateException e) {
            throw new DefectException(Defect.CERTIFICATE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    BuildClaims claims(Instant at) throws DefectException {
        var issuer = claim("8").isEmpty() ? raw("1") : claim("8");
        if (issuer.isEmpty()) {
            throw new DefectException(Defect.CERTIFICATE_NO_ISSUER);
        }
        var repository = claim("12");
        var commit = claim("13");
        if (repository.isEmpty() || commit.isEmpty()) {
            // A person's certificate is as good as a build's, and says nothing of any source.
            throw new DefectException(Defect.CERTIFICATE_NO_SOURCE, identity());
        }
        return new BuildClaims(
                identity(),
                issuer,
                repository,
                claim("15"),
                claim("17"),
                commit,
                claim("14"),
                claim("18"),
                claim("20"),
                claim("11"),
                claim("21"),
                claim("22"),
                at);
    }

    /**
     * Who signed: a build's identity without the reference that it ran on, which is another for
     * each version; and what it says of the build, where it is that of one.
     */
    KeyClaims signer(Instant at) throws DefectException {
        var issuer = claim("8").isEmpty() ? raw("1") : claim("8");
        if (issuer.isEmpty()) {
            throw new DefectException(Defect.CERTIFICATE_NO_ISSUER);
        }
        var isBuild = !claim("12").isEmpty() && !claim("13").isEmpty();
        return new KeyClaims(
                identity().replaceFirst("@refs/.*$", "") + " by " + HostileJson.shown(issuer),
                KeyClaims.Trust.CERTIFICATE,
                at,
                isBuild ? claims(at) : null);
    }

    private String identity() throws DefectException {
        try {
            var names = leaf.getSubjectAlternativeNames();
            if (names != null && names.size() == 1) {
                var value = names.iterator().next().get(1);
                if (value instanceof String text && !text.isBlank()) {
                    return HostileJson.shown(text);
                }
            }
        } catch (CertificateParsingException e) {
            // Told below.
        }
        throw new DefectException(Defect.CERTIFICATE_NO_IDENTITY);
    }

    private String claim(String number) throws DefectException {
        var extension = leaf.getExtensionValue(CLAIM + number);
        if (extension == null) {
            return "";
        }
        try {
            var inner = ASN1OctetString.getInstance(extension).getOctets();
            if (ASN1Primitive.fromByteArray(inner) instanceof ASN1String text) {
                return bounded(Objects.toString(text.getString(), ""));
            }
        } catch (IOException | RuntimeException e) {
            // Told below.
        }
        throw new DefectException(Defect.CERTIFICATE_MALFORMED, "its claim " + number);
    }

    /** The first issues of the claims are plain bytes. */
    private String raw(String number) throws DefectException {
        var extension = leaf.getExtensionValue(CLAIM + number);
        return extension == null
                ? ""
                : bounded(
                        new String(
                                ASN1OctetString.getInstance(extension).getOctets(),
                                java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String bounded(String claim) throws DefectException {
        if (claim.length() > LONGEST_CLAIM) {
            throw new DefectException(Defect.TOO_LARGE, "a claim of the certificate");
        }
        return claim;
    }
}
