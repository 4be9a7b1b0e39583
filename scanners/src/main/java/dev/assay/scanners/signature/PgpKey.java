package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A key of a key ring: the primary one itself, or one of its subkeys. The library tells whether
 * bytes are signed; what makes a key one that may sign at a time is decided here (RFC 9580, section
 * 10.1 and section 5.2).
 */
record PgpKey(PGPPublicKey primary, PGPPublicKey key) {

    private static final int LEAST_BITS = 2048;

    /** RSA in its three forms, of which two are given up, and DSA (RFC 9580, section 9.1). */
    private static final Set<Integer> MODULAR = Set.of(1, 2, 3, 17);

    boolean isPrimary() {
        return primary == key;
    }

    /** Of the primary key: a subkey is worth what that says of it. */
    String fingerprint() {
        return HexFormat.of().formatHex(primary.getFingerprint()).toUpperCase(Locale.ROOT);
    }

    /** Whom it stands for, by its own word. */
    String name() {
        var names = primary.getUserIDs();
        return names.hasNext() ? HostileJson.shown(names.next().replaceAll("[()]", "")) : "no name";
    }

    Instant created() {
        return key.getCreationTime().toInstant();
    }

    /** When it ends, or null for never. */
    @Nullable Instant expires() {
        var statement = isPrimary() ? newest(statements()) : newest(bindings());
        var seconds =
                statement == null ? 0 : statement.getHashedSubPackets().getKeyExpirationTime();
        return seconds <= 0 ? null : created().plusSeconds(seconds);
    }

    /** Whether this key might sign at that time, by its owner's word. */
    void checkValidity(Instant at) throws DefectException {
        strength(primary);
        strength(key);
        revocation(primary, PGPSignature.KEY_REVOCATION, at);
        if (!isPrimary()) {
            binding();
            revocation(key, PGPSignature.SUBKEY_REVOCATION, at);
            new PgpKey(primary, primary).time(at);
        } else if (statements().isEmpty()) {
            throw new DefectException(Defect.KEY_UNBOUND, "it says nothing of itself");
        }
        time(at);
        flags();
    }

    private void time(Instant at) throws DefectException {
        if (at.isBefore(created())) {
            throw new DefectException(
                    Defect.KEY_NOT_YET_VALID, "made " + created() + ", signed " + at);
        }
        var end = expires();
        if (end != null && at.isAfter(end)) {
            throw new DefectException(Defect.KEY_EXPIRED, "ended " + end + ", signed " + at);
        }
    }

    private static void strength(PGPPublicKey key) throws DefectException {
        var bits = key.getBitStrength();
        // Curves are none of them that short.
        if (MODULAR.contains(key.getAlgorithm()) && bits < LEAST_BITS) {
            throw new DefectException(Defect.KEY_WEAK, bits + " bits");
        }
    }

    /** A key that was only replaced or retired keeps what it signed before. */
    private void revocation(PGPPublicKey revoked, int type, Instant at) throws DefectException {
        for (var each : of(revoked.getSignaturesOfType(type))) {
            if (holds(each, revoked)
                    && (each.isHardRevocation()
                            || !at.isBefore(each.getCreationTime().toInstant()))) {
                throw new DefectException(
                        Defect.KEY_REVOKED, "on " + each.getCreationTime().toInstant());
            }
        }
    }

    private void flags() throws DefectException {
        var statement = isPrimary() ? newest(statements()) : newest(bindings());
        if (statement == null) {
            return;
        }
        var packets = statement.getHashedSubPackets();
        if (packets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                && (packets.getKeyFlags() & KeyFlags.SIGN_DATA) == 0) {
            throw new DefectException(Defect.KEY_UNUSABLE, "it is not for signing");
        }
    }

    /** Both have to say so: else anybody might take another's key for a subkey. */
    private void binding() throws DefectException {
        for (var each : bindings()) {
            try {
                for (var back : each.getHashedSubPackets().getEmbeddedSignatures()) {
                    if (isBack(back)) {
                        return;
                    }
                }
                for (var back : each.getUnhashedSubPackets().getEmbeddedSignatures()) {
                    if (isBack(back)) {
                        return;
                    }
                }
            } catch (PGPException e) {
                throw PgpBlocks.malformed(e);
            }
        }
        throw new DefectException(Defect.KEY_UNBOUND);
    }

    private boolean isBack(PGPSignature back) {
        try {
            if (back.getSignatureType() != PGPSignature.PRIMARYKEY_BINDING) {
                return false;
            }
            back.init(new BcPGPContentVerifierBuilderProvider(), key);
            return back.verifyCertification(primary, key);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    /** What the primary key says of this subkey. */
    private List<PGPSignature> bindings() {
        return of(key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING)).stream()
                .filter(each -> holds(each, key))
                .toList();
    }

    /** What the primary key says of itself: directly, or with one of its names. */
    private List<PGPSignature> statements() {
        var statements = new ArrayList<PGPSignature>();
        for (var each : of(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY))) {
            if (holds(each, primary)) {
                statements.add(each);
            }
        }
        for (var names = primary.getUserIDs(); names.hasNext(); ) {
            var name = names.next();
            for (var each : of(primary.getSignaturesForID(name))) {
                if (each.isCertification() && holds(each, name)) {
                    statements.add(each);
                }
            }
        }
        return statements;
    }

    private boolean holds(PGPSignature signature, PGPPublicKey about) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return about == primary
                    ? signature.verifyCertification(primary)
                    : signature.verifyCertification(primary, about);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private boolean holds(PGPSignature signature, String name) {
        try {
            if (signature.getKeyID() != primary.getKeyID()) {
                return false;
            }
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return signature.verifyCertification(name, primary);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static @Nullable PGPSignature newest(List<PGPSignature> statements) {
        PGPSignature newest = null;
        for (var each : statements) {
            if (newest == null || each.getCreationTime().after(newest.getCreationTime())) {
                newest = each;
            }
        }
        return newest;
    }

    private static List<PGPSignature> of(@Nullable Iterator<PGPSignature> signatures) {
        var list = new ArrayList<PGPSignature>();
        if (signatures != null) {
            signatures.forEachRemaining(list::add);
        }
        return list;
    }
}
