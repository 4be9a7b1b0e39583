package dev.assay.scanners.attestation;

import dev.assay.scanners.coordinates.Sha256;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The two kinds of keys that sign approvals: ECDSA on P-256 with SHA-256, which all tools of the
 * ecosystem check, and Ed25519.
 */
public final class Keys {

    /** The order of P-256: a curve of the same size with another one is another curve. */
    static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,2000})-----END PUBLIC KEY-----");

    private Keys() {}

    /** A key's name: the SHA-256 of its SubjectPublicKeyInfo, in hexadecimal digits. */
    public static String id(PublicKey key) {
        return Sha256.of(key.getEncoded()).hex();
    }

    /**
     * Reads a public key from its SubjectPublicKeyInfo.
     *
     * @throws IllegalArgumentException when it is none of the two kinds; the message is for people
     */
    public static PublicKey read(byte[] spki) {
        for (var algorithm : List.of("EC", "Ed25519")) {
            try {
                var key =
                        KeyFactory.getInstance(algorithm)
                                .generatePublic(new X509EncodedKeySpec(spki));
                algorithm(key);
                return key;
            } catch (GeneralSecurityException e) {
                // The other kind is tried.
                continue;
            }
        }
        throw new IllegalArgumentException(
                "the key is neither an ECDSA key on P-256 nor an Ed25519 key");
    }

    /**
     * Reads every public key of a PEM text.
     *
     * @throws IllegalArgumentException when there is none, or one of another kind
     */
    public static List<PublicKey> readPem(String pem) {
        var keys = new ArrayList<PublicKey>();
        var found = PEM.matcher(pem);
        while (found.find()) {
            keys.add(read(Base64.getMimeDecoder().decode(found.group(1))));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "it holds no public key in PEM (-----BEGIN PUBLIC KEY-----)");
        }
        return List.copyOf(keys);
    }

    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** How people and tools call the kind of a key. */
    public static String kind(PublicKey key) {
        return key instanceof ECPublicKey ? "ECDSA P-256" : "Ed25519";
    }

    /**
     * Whether a signature holds.
     *
     * @throws SignatureException when it is not written as one
     */
    public static boolean holds(PublicKey key, byte[] content, byte[] signature)
            throws SignatureException {
        try {
            return holds(algorithm(key), key, content, signature);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the key was read before", e);
        }
    }

    /** The same by the name that Java has for the algorithm and the form of the signature. */
    static boolean holds(String algorithm, PublicKey key, byte[] content, byte[] signature)
            throws SignatureException {
        try {
            var check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was read before", e);
        }
    }

    static String algorithm(PublicKey key) throws InvalidKeyException {
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().equals(P256_ORDER)) {
            return "SHA256withECDSA";
        }
        if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
            return "Ed25519";
        }
        throw new InvalidKeyException("another kind of key");
    }
}
