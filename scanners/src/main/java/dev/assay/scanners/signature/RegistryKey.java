package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/**
 * A key of a registry.
 *
 * @param id as the registry names it; no hash of the key that could be computed
 * @param usage what it signs, or empty where the document does not tell
 * @param spki the key itself, DER
 * @param start from when it is valid, or null for always
 * @param end until when, or null for ever
 */
record RegistryKey(
        String id, String usage, byte[] spki, @Nullable Instant start, @Nullable Instant end) {

    static final String SIGNS_VERSIONS = "npm:signatures";
    static final String SIGNS_ATTESTATIONS = "npm:attestations";

    private static final int P256 = 256;

    boolean signs(String what) {
        return usage.isEmpty() || usage.equals(what);
    }

    void checkValidity(Instant at) throws DefectException {
        if (start != null && at.isBefore(start)) {
            throw new DefectException(
                    Defect.KEY_NOT_YET_VALID, id + " is valid from " + start + ", not at " + at);
        }
        if (end != null && at.isAfter(end)) {
            throw new DefectException(
                    Defect.KEY_EXPIRED, id + " was valid until " + end + ", not at " + at);
        }
    }

    void verify(byte[] content, byte[] signature) throws DefectException {
        verify(key(), content, signature);
    }

    private PublicKey key() throws DefectException {
        try {
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            if (key instanceof ECPublicKey curve
                    && curve.getParams().getOrder().bitLength() == P256) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // Told below.
        }
        throw new DefectException(Defect.KEY_UNUSABLE, id + " is no P-256 key");
    }

    /** ECDSA over SHA-256, with the signature in DER. */
    static void verify(PublicKey key, byte[] content, byte[] signature) throws DefectException {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(content);
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
