package dev.assay.scanners.attestation;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.jce.ECNamedCurveTable;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A private key that signs, with the public one that belongs to it. Never shown. */
public final class SigningKey {

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]{1,4000})-----END PRIVATE KEY-----");

    private final PrivateKey secret;
    private final PublicKey shown;

    private SigningKey(PrivateKey secret, PublicKey shown) {
        this.secret = secret;
        this.shown = shown;
    }

    /** A new key of the kind that all tools of the ecosystem check. */
    public static SigningKey make() {
        try {
            var maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = maker.generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /**
     * Reads a private key in PKCS#8, as PEM. Which public key belongs to it is computed, since not
     * every tool writes that down.
     *
     * @throws IllegalArgumentException when it is none; the message is for people and tells nothing
     *     of the key
     */
    public static SigningKey read(String pem) {
        var found = PEM.matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException(
                    pem.contains("-----BEGIN")
                            ? "it holds no private key in PKCS#8 without a password; openssl pkcs8"
                                    + " -topk8 -nocrypt writes one"
                            : "it holds no private key in PEM (-----BEGIN PRIVATE KEY-----)");
        }
        var pkcs8 = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (var algorithm : List.of("EC", "Ed25519")) {
            try {
                var secret = KeyFactory.getInstance(algorithm).generatePrivate(pkcs8);
                var key = new SigningKey(secret, publicOf(secret));
                Keys.algorithm(key.shown);
                return key;
            } catch (GeneralSecurityException e) {
                // The other kind is tried.
                continue;
            }
        }
        throw new IllegalArgumentException(
                "the private key is neither an ECDSA key on P-256 nor an Ed25519 key");
    }

    public PublicKey publicKey() {
        return shown;
    }

    public String keyId() {
        return Keys.id(shown);
    }

    /** As {@link #read} takes it. Whoever has this can sign. */
    public String secretPem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(secret.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(Keys.algorithm(shown));
            signature.initSign(secret);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was read before", e);
        }
    }

    /** The same as JOSE writes it, and the same content always by the same bytes. */
    public byte[] signPlain(byte[] content) {
        try {
            return secret instanceof ECPrivateKey ec
                    ? PlainSignature.sign(ec, content)
                    : sign(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was read before", e);
        }
    }

    /** Whether {@link #signPlain} made a signature of some content with this very key. */
    public boolean signedPlain(byte[] content, byte[] signature) {
        try {
            return PlainSignature.holds(shown, content, signature);
        } catch (SignatureException e) {
            return false;
        }
    }

    private static PublicKey publicOf(PrivateKey secret) throws GeneralSecurityException {
        return switch (secret) {
            case ECPrivateKey ec -> publicOf(ec);
            case EdECPrivateKey ed -> publicOf(ed);
            default -> throw new GeneralSecurityException("another kind of key");
        };
    }

    private static PublicKey publicOf(ECPrivateKey secret) throws GeneralSecurityException {
        if (!secret.getParams().getOrder().equals(Keys.P256_ORDER)) {
            throw new GeneralSecurityException("another curve");
        }
        var curve = ECNamedCurveTable.getParameterSpec("secp256r1");
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point = curve.getG().multiply(secret.getS()).normalize();
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(
                                new ECPoint(
                                        point.getAffineXCoord().toBigInteger(),
                                        point.getAffineYCoord().toBigInteger()),
                                parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static PublicKey publicOf(EdECPrivateKey secret) throws GeneralSecurityException {
        var seed =
                secret.getBytes()
                        .orElseThrow(() -> new GeneralSecurityException("the key hides itself"));
        var encoded = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
        // RFC 8032, section 5.1.2: y with the least byte first, its highest bit the sign of x.
        var isOdd = (encoded[31] & 0x80) != 0;
        encoded[31] &= 0x7f;
        for (int i = 0, j = 31; i < j; i++, j--) {
            var swapped = encoded[i];
            encoded[i] = encoded[j];
            encoded[j] = swapped;
        }
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(
                                NamedParameterSpec.ED25519,
                                new EdECPoint(isOdd, new BigInteger(1, encoded))));
    }
}
