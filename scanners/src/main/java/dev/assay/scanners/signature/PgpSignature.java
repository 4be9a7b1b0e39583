package dev.assay.scanners.signature;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks a detached OpenPGP signature of a file, a tag or a commit by the keys of a {@link
 * KeyRing}. When it was made is the signer's own word, as everywhere in OpenPGP.
 */
public final class PgpSignature {

    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Set<Integer> WEAK =
            Set.of(
                    HashAlgorithmTags.MD5,
                    HashAlgorithmTags.SHA1,
                    HashAlgorithmTags.RIPEMD160,
                    HashAlgorithmTags.MD2);

    /** What of a signature is understood; anything else that it calls critical is not. */
    private static final Set<Integer> UNDERSTOOD =
            Set.of(
                    SignatureSubpacketTags.CREATION_TIME,
                    SignatureSubpacketTags.EXPIRE_TIME,
                    SignatureSubpacketTags.ISSUER_KEY_ID,
                    SignatureSubpacketTags.SIGNER_USER_ID,
                    SignatureSubpacketTags.ISSUER_FINGERPRINT);

    /** Opens what is signed, once for each signature. */
    public interface Content {
        InputStream open() throws IOException;
    }

    private final KeyRing ring;
    private final Pins pins;

    public PgpSignature(KeyRing ring, Pins pins) {
        this.ring = ring;
        this.pins = pins;
    }

    /** Whether any key is known that made it; without one nobody need fetch what is signed. */
    public boolean knows(byte[] armored) {
        try {
            return PgpBlocks.signatures(armored).stream()
                    .anyMatch(each -> !ring.of(each).isEmpty());
        } catch (DefectException e) {
            return false;
        }
    }

    /**
     * Checks all the signatures of an armored text.
     *
     * @param packagePurl the package, without a version, as pins name it
     */
    public Outcome<KeyClaims> check(
            String packagePurl, byte[] armored, Content content, Instant now) {
        var outcomes = new ArrayList<Outcome<KeyClaims>>();
        try {
            for (var each : PgpBlocks.signatures(armored)) {
                outcomes.add(pins.judge(packagePurl, one(each, content, now)));
            }
        } catch (DefectException e) {
            return e.outcome();
        } catch (IOException e) {
            return new Outcome.Unchecked<>("what is signed cannot be read: " + e.getMessage());
        }
        return Combined.of(outcomes);
    }

    private Outcome<KeyClaims> one(PGPSignature signature, Content content, Instant now)
            throws IOException {
        try {
            if (signature.getVersion() < 4) {
                throw new UnsupportedException(
                        "the signature is of version " + signature.getVersion());
            }
            form(signature, now);
            var keys = ring.of(signature);
            if (keys.isEmpty()) {
                throw new UnsupportedException(
                        "it is signed by the key "
                                + id(signature)
                                + (ring.problem() == null
                                        ? ", which is not in the key ring"
                                        : "; " + ring.problem()));
            }
            var at = signature.getCreationTime().toInstant();
            return new Outcome.Verified<>(claims(signature, keys, content, at));
        } catch (DefectException e) {
            return e.outcome();
        } catch (UnsupportedException e) {
            return e.outcome();
        }
    }

    private static void form(PGPSignature signature, Instant now)
            throws DefectException, UnsupportedException {
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            throw new DefectException(
                    Defect.SIGNATURE_MALFORMED, "it is not the signature of a file");
        }
        if (WEAK.contains(signature.getHashAlgorithm())) {
            throw new DefectException(
                    Defect.DIGEST_WEAK, "hash algorithm " + signature.getHashAlgorithm());
        }
        var told = signature.getHashedSubPackets();
        for (var critical : told.getCriticalTags()) {
            if (!UNDERSTOOD.contains(critical)) {
                throw new UnsupportedException(
                        "the signature calls something critical that is not read: " + critical);
            }
        }
        if (!told.hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
            throw new DefectException(Defect.FIELD_MISSING, "it does not say when it was made");
        }
        var at = signature.getCreationTime().toInstant();
        if (at.isAfter(now.plus(SKEW))) {
            throw new DefectException(Defect.SIGNED_IN_FUTURE, at.toString());
        }
        var seconds = told.getSignatureExpirationTime();
        if (seconds > 0 && now.isAfter(at.plusSeconds(seconds))) {
            throw new DefectException(Defect.SIGNATURE_EXPIRED, at.plusSeconds(seconds).toString());
        }
    }

    private static KeyClaims claims(
            PGPSignature signature, List<PgpKey> keys, Content content, Instant at)
            throws DefectException, IOException {
        for (var each : keys) {
            if (isBy(signature, each, content)) {
                each.checkValidity(at);
                return new KeyClaims(
                        each.fingerprint() + " (" + each.name() + ")",
                        KeyClaims.Trust.CONFIGURED,
                        at);
            }
        }
        throw new DefectException(Defect.SIGNATURE_WRONG, "key " + id(signature));
    }

    private static boolean isBy(PGPSignature signature, PgpKey key, Content content)
            throws DefectException, IOException {
        try (var in = content.open()) {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key.key());
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                signature.update(chunk, 0, count);
            }
            return signature.verify();
        } catch (PGPException e) {
            throw PgpBlocks.malformed(e);
        } catch (RuntimeException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static String id(PGPSignature signature) {
        var told = signature.getHashedSubPackets().getIssuerFingerprint();
        return told == null
                ? String.format(Locale.ROOT, "%016X", signature.getKeyID())
                : java.util.HexFormat.of().withUpperCase().formatHex(told.getFingerprint());
    }
}
