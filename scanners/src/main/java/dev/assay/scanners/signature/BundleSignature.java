package dev.assay.scanners.signature;

import dev.assay.scanners.artifact.mcpb.BundleChannel;
import dev.assay.scanners.artifact.mcpb.SignatureBlock;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks the signature that stands behind the zip of an MCP bundle: a detached PKCS#7 (RFC 5652) by
 * one signer whose certificate comes from an authority that is configured here. What an unknown
 * authority vouches for is neither valid nor invalid: nobody can say who signed it.
 */
public final class BundleSignature {

    private static final int MOST_CERTIFICATES = 10;

    /** SHA-256, SHA-384 and SHA-512 (RFC 5754); weaker ones prove nothing. */
    private static final Set<String> DIGESTS =
            Set.of("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3");

    private final BundleSigners trusted;
    private final Clock clock;

    public BundleSignature(BundleSigners trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /** Looks at the signature of a bundle on disk. */
    public Outcome<KeyClaims> check(Path bundle) {
        try {
            return switch (SignatureBlock.of(bundle)) {
                case SignatureBlock.None() ->
                        new Outcome.Absent<>("the bundle carries no signature");
                case SignatureBlock.Damaged(var reason) ->
                        new Outcome.Invalid<>(Defect.SIGNATURE_MALFORMED, reason);
                case SignatureBlock.Found found -> checked(bundle, found);
            };
        } catch (DefectException e) {
            return e.outcome();
        } catch (IOException e) {
            return new Outcome.Unchecked<>("the bundle cannot be read again: " + e.getMessage());
        }
    }

    private Outcome<KeyClaims> checked(Path bundle, SignatureBlock.Found block)
            throws IOException, DefectException {
        // Some signers write into the zip's end record after signing, others before it.
        var signed = read(block, content(() -> BundleChannel.open(bundle, block)));
        var signer = signer(signed);
        var certificates = certificates(signed);
        var leaf = leaf(signer, certificates);
        if (!holds(signer, leaf)) {
            var stored = read(block, content(() -> BundleChannel.asStored(bundle, block)));
            if (!holds(signer(stored), leaf)) {
                throw new DefectException(
                        Defect.INTEGRITY_DIFFERS, "the bundle was changed after it was signed");
            }
        }
        return trusted.judge(leaf, certificates, claimedTime(signer), clock.instant());
    }

    private interface Opening {
        java.nio.channels.SeekableByteChannel open() throws IOException;
    }

    private static CMSTypedData content(Opening opening) {
        return new CMSTypedData() {
            @Override
            public ASN1ObjectIdentifier getContentType() {
                return CMSObjectIdentifiers.data;
            }

            @Override
            public void write(OutputStream out) throws IOException, CMSException {
                try (InputStream in = Channels.newInputStream(opening.open())) {
                    in.transferTo(out);
                }
            }

            @Override
            public Object getContent() {
                throw new UnsupportedOperationException("content is streamed");
            }
        };
    }

    private static CMSSignedData read(SignatureBlock.Found block, CMSTypedData content)
            throws DefectException {
        try {
            return new CMSSignedData(content, block.der());
        } catch (CMSException | RuntimeException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, "it is no PKCS#7 signature");
        }
    }

    private static SignerInformation signer(CMSSignedData signed) throws DefectException {
        try {
            var signers = List.copyOf(signed.getSignerInfos().getSigners());
            if (signers.size() != 1) {
                throw new DefectException(Defect.SIGNATURES_NOT_ONE);
            }
            var signer = signers.getFirst();
            if (!DIGESTS.contains(signer.getDigestAlgOID())) {
                throw new DefectException(
                        Defect.SIGNATURE_MALFORMED, "it is made with a digest that is too weak");
            }
            return signer;
        } catch (RuntimeException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, "it names no signer");
        }
    }

    private static List<X509Certificate> certificates(CMSSignedData signed) throws DefectException {
        var certificates = new ArrayList<X509Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
                if (certificates.size() == MOST_CERTIFICATES) {
                    throw new DefectException(Defect.TOO_LARGE, "it carries too many certificates");
                }
                if (factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()))
                        instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
        } catch (CertificateException | IOException | RuntimeException e) {
            throw new DefectException(Defect.CERTIFICATE_MALFORMED);
        }
        return certificates;
    }

    private static X509Certificate leaf(
            SignerInformation signer, List<X509Certificate> certificates) throws DefectException {
        for (var each : certificates) {
            if (each.getSerialNumber().equals(signer.getSID().getSerialNumber())
                    && is(signer, each)) {
                return each;
            }
        }
        throw new DefectException(
                Defect.CERTIFICATE_MALFORMED, "it does not carry the certificate of its signer");
    }

    private static boolean is(SignerInformation signer, X509Certificate certificate) {
        try {
            return signer.getSID().match(new X509CertificateHolder(certificate.getEncoded()));
        } catch (CertificateException | IOException e) {
            return false;
        }
    }

    /** Whether the bytes are what was signed; false where they are others. */
    private static boolean holds(SignerInformation signer, X509Certificate leaf)
            throws DefectException {
        try {
            if (signer.verify(
                    new JcaSimpleSignerInfoVerifierBuilder().build(leaf.getPublicKey()))) {
                return true;
            }
        } catch (CMSSignerDigestMismatchException e) {
            return false;
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            throw new DefectException(Defect.SIGNATURE_WRONG, "it cannot be verified");
        }
        if (signer.getSignedAttributes() == null) {
            return false;
        }
        throw new DefectException(Defect.SIGNATURE_WRONG);
    }

    /** When the signer says that it signed; nobody else says so. */
    private static @Nullable Instant claimedTime(SignerInformation signer) {
        try {
            var attributes = signer.getSignedAttributes();
            var time = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
            return time == null
                    ? null
                    : Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
