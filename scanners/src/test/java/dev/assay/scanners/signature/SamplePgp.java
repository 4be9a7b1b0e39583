package dev.assay.scanners.signature;

import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An OpenPGP key that the tests make, and what it says of itself and of others. */
public final class SamplePgp {

    public static final Instant MADE = Instant.parse("2025-01-01T00:00:00Z");
    public static final Instant SIGNED = Instant.parse("2026-06-01T12:00:00Z");

    private static final String NAME = "Acme Releases <releases@acme.example>";

    private final PGPKeyPair pair;
    private PGPPublicKey primary;
    private final List<PGPPublicKey> subkeys = new ArrayList<>();

    private SamplePgp(PGPKeyPair pair) {
        this.pair = pair;
        this.primary = pair.getPublicKey();
    }

    /** One that says that it may sign, for ever. */
    public static SamplePgp create() {
        return create(2048, told -> told.setKeyFlags(false, KeyFlags.SIGN_DATA));
    }

    static SamplePgp create(int bits, Consumer<PGPSignatureSubpacketGenerator> says) {
        var key = new SamplePgp(pair(bits));
        key.primary =
                PGPPublicKey.addCertification(
                        key.primary,
                        NAME,
                        made(
                                key.pair,
                                PGPSignature.POSITIVE_CERTIFICATION,
                                HashAlgorithmTags.SHA256,
                                MADE,
                                says,
                                generator -> generator.generateCertification(NAME, key.primary)));
        return key;
    }

    private static PGPKeyPair pair(int bits) {
        try {
            var generator = new RSAKeyPairGenerator();
            generator.init(
                    new RSAKeyGenerationParameters(
                            BigInteger.valueOf(65537), new SecureRandom(), bits, 80));
            return new BcPGPKeyPair(
                    4,
                    PublicKeyAlgorithmTags.RSA_GENERAL,
                    generator.generateKeyPair(),
                    Date.from(MADE));
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes itself back. */
    SamplePgp revoked(byte reason, Instant at) {
        primary =
                PGPPublicKey.addCertification(
                        primary,
                        made(
                                pair,
                                PGPSignature.KEY_REVOCATION,
                                HashAlgorithmTags.SHA256,
                                at,
                                told -> told.setRevocationReason(false, reason, ""),
                                generator -> generator.generateCertification(primary)));
        return this;
    }

    /**
     * A subkey that signs.
     *
     * @param bound whether the primary key says that it is one
     * @param back whether it says so itself
     */
    SamplePgp subkey(boolean bound, boolean back) {
        try {
            var sub = pair(2048).asSubkey(new BcKeyFingerprintCalculator());
            var key = sub.getPublicKey();
            if (bound) {
                var embedded =
                        made(
                                sub,
                                PGPSignature.PRIMARYKEY_BINDING,
                                HashAlgorithmTags.SHA256,
                                MADE,
                                told -> {},
                                generator ->
                                        generator.generateCertification(
                                                primary, sub.getPublicKey()));
                key =
                        PGPPublicKey.addCertification(
                                key,
                                made(
                                        pair,
                                        PGPSignature.SUBKEY_BINDING,
                                        HashAlgorithmTags.SHA256,
                                        MADE,
                                        told -> {
                                            told.setKeyFlags(false, KeyFlags.SIGN_DATA);
                                            if (back) {
                                                embed(told, embedded);
                                            }
                                        },
                                        generator ->
                                                generator.generateCertification(
                                                        primary, sub.getPublicKey())));
            }
            subkeys.add(key);
            var by = new SamplePgp(sub);
            by.primary = key;
            return by;
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    private static void embed(PGPSignatureSubpacketGenerator told, PGPSignature signature) {
        try {
            told.addEmbeddedSignature(false, signature);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As a key ring of it alone. */
    public byte[] ring() {
        var keys = new ArrayList<PGPPublicKey>();
        keys.add(primary);
        keys.addAll(subkeys);
        return armored(out -> new PGPPublicKeyRing(keys).encode(out));
    }

    /** As a pin is written. */
    public String fingerprint() {
        return HexFormat.of()
                .formatHex(pair.getPublicKey().getFingerprint())
                .toUpperCase(Locale.ROOT);
    }

    /** A detached signature as everybody makes it. */
    public byte[] sign(byte[] content) {
        return sign(content, HashAlgorithmTags.SHA256, SIGNED, told -> {});
    }

    byte[] sign(
            byte[] content, int hash, Instant at, Consumer<PGPSignatureSubpacketGenerator> says) {
        return sign(content, PGPSignature.BINARY_DOCUMENT, hash, at, says);
    }

    byte[] sign(
            byte[] content,
            int type,
            int hash,
            Instant at,
            Consumer<PGPSignatureSubpacketGenerator> says) {
        var signature =
                made(
                        pair,
                        type,
                        hash,
                        at,
                        says,
                        generator -> {
                            generator.update(content);
                            return generator.generate();
                        });
        return armored(signature::encode);
    }

    private interface Making {
        PGPSignature of(PGPSignatureGenerator generator) throws PGPException;
    }

    private static PGPSignature made(
            PGPKeyPair by,
            int type,
            int hash,
            Instant at,
            Consumer<PGPSignatureSubpacketGenerator> says,
            Making making) {
        try {
            var generator =
                    new PGPSignatureGenerator(
                            new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash),
                            by.getPublicKey());
            generator.init(type, by.getPrivateKey());
            var told = new PGPSignatureSubpacketGenerator();
            told.setSignatureCreationTime(false, Date.from(at));
            told.setIssuerFingerprint(false, by.getPublicKey());
            says.accept(told);
            generator.setHashedSubpackets(told.generate());
            return making.of(generator);
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] armored(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = ArmoredOutputStream.builder().enableCRC(true).build(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static String text(byte[] armored) {
        return new String(armored, StandardCharsets.ISO_8859_1);
    }
}
