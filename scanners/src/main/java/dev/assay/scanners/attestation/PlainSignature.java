package dev.assay.scanners.attestation;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.util.BigIntegers;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/** Signatures as JOSE writes them (RFC 7518, section 3.4): of P-256 r and s, 32 bytes each. */
final class PlainSignature {

    private static final int NUMBER = 32;

    private PlainSignature() {}

    /** What JOSE calls the signatures of a key. */
    static String algorithm(PublicKey key) {
        return key instanceof ECPublicKey ? "ES256" : "Ed25519";
    }

    /**
     * Signs with a key on P-256, the same content always by the same bytes (RFC 6979): what is made
     * of the same records is to be the same.
     */
    static byte[] sign(ECPrivateKey secret, byte[] content) throws GeneralSecurityException {
        var curve = ECNamedCurveTable.getParameterSpec("secp256r1");
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(
                true,
                new ECPrivateKeyParameters(
                        secret.getS(),
                        new ECDomainParameters(
                                curve.getCurve(), curve.getG(), curve.getN(), curve.getH())));
        var numbers =
                signer.generateSignature(MessageDigest.getInstance("SHA-256").digest(content));
        var signature = new byte[2 * NUMBER];
        put(numbers[0], signature, 0);
        put(numbers[1], signature, NUMBER);
        return signature;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        System.arraycopy(BigIntegers.asUnsignedByteArray(NUMBER, number), 0, into, at, NUMBER);
    }

    /**
     * Whether a signature holds.
     *
     * @throws SignatureException when it is not written as one
     */
    static boolean holds(PublicKey key, byte[] content, byte[] signature)
            throws SignatureException {
        return Keys.holds(
                key instanceof ECPublicKey ? "SHA256withECDSAinP1363Format" : "Ed25519",
                key,
                content,
                signature);
    }
}
