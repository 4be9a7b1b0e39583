package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;

/**
 * A public key in SSH's encoding (RFC 4253, section 6.6; RFC 5656; RFC 8709).
 *
 * @param type as the key names it
 */
record SshKey(String type, PublicKey key) {

    private static final int LEAST_RSA_BITS = 2_048;

    private record Curve(String name, String algorithm, int bytes) {}

    private static final Map<String, Curve> CURVES =
            Map.of(
                    "ecdsa-sha2-nistp256", new Curve("secp256r1", "SHA256withECDSA", 32),
                    "ecdsa-sha2-nistp384", new Curve("secp384r1", "SHA384withECDSA", 48),
                    "ecdsa-sha2-nistp521", new Curve("secp521r1", "SHA512withECDSA", 66));

    private static final Map<String, String> RSA =
            Map.of("rsa-sha2-256", "SHA256withRSA", "rsa-sha2-512", "SHA512withRSA");

    static SshKey read(byte[] encoded) throws DefectException, UnsupportedException {
        var blob = new SshBlob(encoded);
        var type = blob.text();
        try {
            var key =
                    switch (type) {
                        case "ssh-ed25519" -> ed25519(blob);
                        case "ssh-rsa" -> rsa(blob);
                        default -> {
                            var curve = CURVES.get(type);
                            if (curve == null) {
                                throw new UnsupportedException(
                                        "keys of the type "
                                                + HostileJson.shown(type)
                                                + " are not read");
                            }
                            yield ecdsa(blob, curve);
                        }
                    };
            blob.end();
            return new SshKey(type, key);
        } catch (GeneralSecurityException e) {
            throw new DefectException(Defect.KEY_UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private static PublicKey ed25519(SshBlob blob)
            throws DefectException, GeneralSecurityException {
        var point = blob.string();
        if (point.length != 32) {
            throw new DefectException(Defect.KEY_UNUSABLE);
        }
        var odd = (point[31] & 0x80) != 0;
        point[31] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(
                                NamedParameterSpec.ED25519,
                                new EdECPoint(odd, new BigInteger(1, reversed(point)))));
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (var at = 0; at < bytes.length; at++) {
            reversed[at] = bytes[bytes.length - 1 - at];
        }
        return reversed;
    }

    private static PublicKey rsa(SshBlob blob) throws DefectException, GeneralSecurityException {
        var exponent = blob.integer();
        var modulus = blob.integer();
        if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > 16_384) {
            throw new DefectException(Defect.KEY_UNUSABLE, modulus.bitLength() + " bits");
        }
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private static PublicKey ecdsa(SshBlob blob, Curve curve)
            throws DefectException, GeneralSecurityException {
        blob.string();
        var point = blob.string();
        if (point.length != 1 + 2 * curve.bytes() || point[0] != 4) {
            throw new DefectException(Defect.KEY_UNUSABLE);
        }
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve.name()));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(
                                new ECPoint(
                                        new BigInteger(1, part(point, 1, curve.bytes())),
                                        new BigInteger(
                                                1, part(point, 1 + curve.bytes(), curve.bytes()))),
                                parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] part(byte[] bytes, int from, int count) {
        var part = new byte[count];
        System.arraycopy(bytes, from, part, 0, count);
        return part;
    }

    /**
     * Whether a signature in SSH's encoding is of these bytes by this key.
     *
     * @param encoded the algorithm, then what it makes
     */
    boolean signed(byte[] content, byte[] encoded) throws DefectException, UnsupportedException {
        var blob = new SshBlob(encoded);
        var algorithm = blob.text();
        var made = blob.string();
        blob.end();
        try {
            var check = Signature.getInstance(algorithm(algorithm));
            check.initVerify(key);
            check.update(content);
            return check.verify(CURVES.containsKey(type) ? der(made) : made);
        } catch (GeneralSecurityException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** A key of one type takes no signature of another, and SHA-1 proves nothing. */
    private String algorithm(String named) throws UnsupportedException {
        if (type.equals("ssh-rsa") && RSA.containsKey(named)) {
            return RSA.getOrDefault(named, "");
        }
        var curve = CURVES.get(type);
        if (named.equals(type) && curve != null) {
            return curve.algorithm();
        }
        if (named.equals(type) && type.equals("ssh-ed25519")) {
            return "Ed25519";
        }
        throw new UnsupportedException(
                "signatures by " + HostileJson.shown(named) + " of such a key are not read");
    }

    /** The two numbers as X.509 has them. */
    private static byte[] der(byte[] encoded) throws DefectException {
        var blob = new SshBlob(encoded);
        var first = blob.integer().toByteArray();
        var second = blob.integer().toByteArray();
        blob.end();
        var length = first.length + second.length + 4;
        if (first.length > 100 || second.length > 100) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED);
        }
        var head =
                length < 128
                        ? new byte[] {0x30, (byte) length}
                        : new byte[] {0x30, (byte) 0x81, (byte) length};
        var der = new byte[head.length + length];
        System.arraycopy(head, 0, der, 0, head.length);
        var at = head.length;
        for (var number : new byte[][] {first, second}) {
            der[at++] = 2;
            der[at++] = (byte) number.length;
            System.arraycopy(number, 0, der, at, number.length);
            at += number.length;
        }
        return der;
    }
}
