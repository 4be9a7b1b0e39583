package dev.assay.scanners.signature;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The OpenPGP keys that are known here, as {@code gpg --export} writes them, armored or not. No key
 * server is asked, and a key that a signature brings along counts for nothing.
 */
public final class KeyRing {

    private static final int MOST = 1_000;
    private static final String KIND = "PGP PUBLIC KEY BLOCK";

    private final List<PgpKey> keys;
    private final @Nullable String problem;

    private KeyRing(List<PgpKey> keys, @Nullable String problem) {
        this.keys = List.copyOf(keys);
        this.problem = problem;
    }

    /**
     * Where none is configured.
     *
     * @param setting which setting would name one
     */
    public static KeyRing none(String setting) {
        return new KeyRing(List.of(), "no key ring is configured (" + setting + ")");
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; the message says why, for people
     */
    public static KeyRing read(byte[] document) {
        var keys = new ArrayList<PgpKey>();
        try {
            var text = new String(document, StandardCharsets.ISO_8859_1);
            var blocks = PgpBlocks.decoded(text, KIND, MOST);
            for (var block : blocks.isEmpty() ? List.of(document) : blocks) {
                for (PGPPublicKeyRing ring : new BcPGPPublicKeyRingCollection(block)) {
                    ring.forEach(each -> keys.add(new PgpKey(ring.getPublicKey(), each)));
                }
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw new IllegalArgumentException("the key ring cannot be read: " + e.getMessage(), e);
        }
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException(
                    "the key ring holds " + keys.size() + " keys; it has to hold one to " + MOST);
        }
        return new KeyRing(keys, null);
    }

    /**
     * A key, for people.
     *
     * @param fingerprint in hexadecimal digits
     * @param name whom it stands for, by its own word
     * @param expires when it ends, or null for never
     */
    public record Shown(
            String fingerprint, String name, Instant created, @Nullable Instant expires) {}

    /** The primary keys, in the order of the file. */
    public List<Shown> shown() {
        return keys.stream()
                .filter(PgpKey::isPrimary)
                .map(
                        each ->
                                new Shown(
                                        each.fingerprint(),
                                        each.name(),
                                        each.created(),
                                        each.expires()))
                .toList();
    }

    /** Why there is no key; null where there are some. */
    @Nullable String problem() {
        return problem;
    }

    /** Those that may have made a signature: identifiers of keys are short enough to meet. */
    List<PgpKey> of(PGPSignature signature) {
        var told = signature.getHashedSubPackets().getIssuerFingerprint();
        return keys.stream()
                .filter(
                        each ->
                                told == null
                                        ? each.key().getKeyID() == signature.getKeyID()
                                        : Arrays.equals(
                                                told.getFingerprint(), each.key().getFingerprint()))
                .toList();
    }
}
