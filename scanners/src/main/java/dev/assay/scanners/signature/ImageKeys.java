package dev.assay.scanners.signature;

import dev.assay.scanners.coordinates.Sha256;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The public keys by which images are signed, as {@code cosign public-key} writes them. A signature
 * does not name its key, so that one by another key cannot be told from one of something else.
 */
public final class ImageKeys {

    private static final int MOST = 100;
    private static final int LEAST_RSA = 2048;
    private static final int LEAST_CURVE = 256;

    private final List<PublicKey> keys;
    private final @Nullable String problem;

    private ImageKeys(List<PublicKey> keys, @Nullable String problem) {
        this.keys = List.copyOf(keys);
        this.problem = problem;
    }

    /**
     * Where none are configured.
     *
     * @param setting which setting would name some
     */
    public static ImageKeys none(String setting) {
        return new ImageKeys(List.of(), "no keys are configured (" + setting + ")");
    }

    /**
     * Reads one or more in PEM.
     *
     * @throws IllegalArgumentException when there are none, or one is too weak; the message says
     *     so, for people
     */
    public static ImageKeys read(byte[] pem) {
        var keys = new ArrayList<PublicKey>();
        try (var parser =
                new PEMParser(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
            for (var next = parser.readObject(); next != null; next = parser.readObject()) {
                if (!(next instanceof SubjectPublicKeyInfo info) || keys.size() == MOST) {
                    throw new IllegalArgumentException(
                            "it holds something else than public keys, or too many");
                }
                keys.add(strong(new JcaPEMKeyConverter().getPublicKey(info)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it holds no public key");
        }
        return new ImageKeys(keys, null);
    }

    private static PublicKey strong(PublicKey key) {
        var isStrong =
                switch (key) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA;
                    case ECPublicKey curve ->
                            curve.getParams().getOrder().bitLength() >= LEAST_CURVE;
                    case EdECPublicKey edwards -> true;
                    default -> false;
                };
        if (!isStrong) {
            throw new IllegalArgumentException(
                    "a key of the kind " + key.getAlgorithm() + " is too short, or is not read");
        }
        return key;
    }

    /** How pages and pins name them. */
    public List<String> fingerprints() {
        return keys.stream().map(ImageKeys::fingerprint).toList();
    }

    static String fingerprint(PublicKey key) {
        return "SHA256:" + Sha256.of(key.getEncoded()).hex();
    }

    /** Why there is none; null where there are some. */
    @Nullable String problem() {
        return problem;
    }

    /** The one that made a signature. */
    Optional<PublicKey> of(byte[] content, byte[] signature) {
        return keys.stream().filter(each -> signed(each, content, signature)).findFirst();
    }

    private static boolean signed(PublicKey key, byte[] content, byte[] signature) {
        try {
            var verifier =
                    Signature.getInstance(
                            switch (key) {
                                case RSAPublicKey rsa -> "SHA256withRSA";
                                case ECPublicKey curve -> "SHA256withECDSA";
                                default -> "Ed25519";
                            });
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
