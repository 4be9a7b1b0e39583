package dev.assay.samples;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A key pair on P-256, made for one run and kept nowhere. */
public final class SampleKey {

    private final KeyPair pair;

    private SampleKey(KeyPair pair) {
        this.pair = pair;
    }

    public static SampleKey create() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new SampleKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** ECDSA over SHA-256, in DER. */
    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as SubjectPublicKeyInfo. */
    public byte[] spki() {
        return pair.getPublic().getEncoded();
    }

    /** The private half, for whoever is to answer with it. */
    byte[] pkcs8() {
        return pair.getPrivate().getEncoded();
    }

    /** How logs name a key. */
    public byte[] hash() {
        return digest("SHA-256", spki());
    }

    /** How npm's registry names a key. */
    public String id() {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash());
    }

    static byte[] digest(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
