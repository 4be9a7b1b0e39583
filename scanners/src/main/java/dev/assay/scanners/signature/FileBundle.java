package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.time.Instant;
import java.util.Arrays;

/**
 * Checks a Sigstore bundle that signs a file (protobuf-specs, {@code message_signature}): by a
 * certificate, in a log. Pure.
 */
public final class FileBundle {

    private static final int P256 = 256;

    private final @Nullable TrustedRoot root;
    private final Pins pins;

    /**
     * @param root who is believed about certificates and logs, or null for nobody
     */
    public FileBundle(@Nullable TrustedRoot root, Pins pins) {
        this.root = root;
        this.pins = pins;
    }

    /**
     * @param packagePurl the package, without a version, as pins name it
     * @param json the bundle as it came
     * @param sha256 of the bytes that came
     */
    public Outcome<KeyClaims> check(String packagePurl, byte[] json, byte[] sha256, Instant now) {
        var known = root;
        if (known == null) {
            return new Outcome.Unchecked<>("it is signed; " + SignatureCheck.NO_ROOT);
        }
        try {
            var bundle = Bounds.object(json, "the bundle");
            return pins.judge(
                    packagePurl, new Outcome.Verified<>(claims(bundle, sha256, known, now)));
        } catch (DefectException e) {
            return e.outcome();
        } catch (UnsupportedException e) {
            return e.outcome();
        }
    }

    private static KeyClaims claims(JsonNode bundle, byte[] sha256, TrustedRoot root, Instant now)
            throws DefectException, UnsupportedException {
        var message = bundle.path("messageSignature");
        if (!message.isObject()) {
            throw new UnsupportedException("the bundle holds no signature of a file");
        }
        var digest = message.path("messageDigest");
        if (!digest.path("algorithm").asString("").equals("SHA2_256")) {
            throw new UnsupportedException("the bundle names no SHA-256 of the file");
        }
        if (!Arrays.equals(Bounds.base64(digest, "digest", "the bundle"), sha256)) {
            throw new DefectException(Defect.SUBJECT_DIGEST);
        }
        var signature = Bounds.base64(message, "signature", "the bundle");
        var certificate = SigningCertificate.read(bundle.path("verificationMaterial"));
        overDigest(certificate.leaf().getPublicKey(), sha256, signature);
        var entry = LogEntry.verify(bundle, root, now);
        certificate.verify(root, entry.at());
        LogBody.compare(entry.body(), sha256, signature, certificate.encoded());
        return certificate.signer(entry.at());
    }

    /** ECDSA on P-256, as Sigstore's clients sign. */
    static void overDigest(PublicKey key, byte[] sha256, byte[] signature)
            throws DefectException, UnsupportedException {
        if (!(key instanceof ECKey curve) || curve.getParams().getOrder().bitLength() != P256) {
            throw new UnsupportedException(
                    "it is signed by a key of the kind "
                            + key.getAlgorithm()
                            + " that is not read here");
        }
        try {
            var verifier = Signature.getInstance("NONEwithECDSA");
            verifier.initVerify(key);
            verifier.update(sha256);
            if (!verifier.verify(signature)) {
                throw new DefectException(Defect.SIGNATURE_WRONG);
            }
        } catch (SignatureException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw new DefectException(Defect.KEY_UNUSABLE, String.valueOf(e.getMessage()));
        }
    }
}
