package dev.assay.registry.attestation;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.attestation.KeyStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.Keys;

import tools.jackson.databind.json.JsonMapper;

import java.security.SignatureException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Takes the signatures that approvers make themselves. What is signed does not change by it, and
 * only whose key the statement names can sign.
 */
public final class Cosigning {

    private static final JsonMapper JSON = new JsonMapper();

    private final AttestationStore store;
    private final KeyStore keys;
    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final Issuing issuing;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Cosigning(
            AttestationStore store,
            KeyStore keys,
            ReleaseStore releases,
            ReviewStore reviews,
            Issuing issuing,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.releases = releases;
        this.reviews = reviews;
        this.issuing = issuing;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * Adds an approver's signature to the statement of an approval that holds.
     *
     * @param signature over the pre-authentication encoding of the envelope
     */
    public Deed<Attestation> sign(Account account, Id attestation, String keyId, byte[] signature) {
        return deeds.whole(
                () -> {
                    var found = store.find(attestation);
                    if (found.isEmpty()) {
                        return new Deed.Refused<>("there is no such attestation");
                    }
                    var release = releases.lock(found.get().releaseId()).orElseThrow();
                    return sign(account, release, found.get(), keyId, signature);
                });
    }

    private Deed<Attestation> sign(
            Account account,
            Release release,
            Attestation attestation,
            String keyId,
            byte[] signature) {
        var bundle = store.bundle(release.id());
        if (bundle.isEmpty()
                || !bundle.get().decisionId().equals(attestation.decisionId())
                || !bundle.get().holdsFor(release)) {
            return new Deed.Refused<>("the approval does not hold now; there is nothing to sign");
        }
        if (!attestation.predicateType().equals(Approval.PREDICATE_TYPE)) {
            return new Deed.Refused<>("approvers sign the approval; the summary is the registry's");
        }
        var key = keys.approver(keyId).filter(each -> each.accountId().equals(account.id()));
        if (key.isEmpty() || key.get().withdrawnAt() != null) {
            return new Deed.Refused<>("you have no such key in use; register it at /account");
        }
        if (!names(attestation, account.id(), keyId)) {
            return new Deed.Refused<>(
                    "the statement does not name this key as yours: either you did not vote for it,"
                            + " or the key was registered after it was issued");
        }
        // In the store, and not as read above: somebody may have signed meanwhile.
        var now = store.find(attestation.id()).orElseThrow();
        if (now.signatures().stream().anyMatch(each -> each.keyId().equals(keyId))) {
            return new Deed.Refused<>("this key has signed it already");
        }
        if (!holds(now, key.get().spki(), signature)) {
            return new Deed.Refused<>("the signature is not of this statement by this key");
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.sign(now.id(), new Attestation.Signed(keyId, account.id(), signature, at));
        reviews.decisions(release.id()).stream()
                .filter(each -> each.id().equals(now.decisionId()))
                .forEach(each -> issuing.bundle(each, store.ofDecision(each.id()), at));
        audit.append(
                account.login(),
                "attestation.signed",
                release.purl().toString(),
                "the approval " + now.decisionId() + ", with the key " + keyId);
        deeds.announce(release.id());
        return new Deed.Done<>(store.find(now.id()).orElseThrow());
    }

    private static boolean names(Attestation attestation, Id account, String keyId) {
        var predicate = JSON.readTree(attestation.statement()).path("predicate");
        for (var each : predicate.path("approvers")) {
            if (each.path("account").asString("").equals(account.value())
                    && each.path("key").path("keyid").asString("").equals(keyId)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Attestation attestation, byte[] spki, byte[] signature) {
        try {
            return Keys.holds(
                    Keys.read(spki), Issuing.envelope(attestation).preAuthentication(), signature);
        } catch (SignatureException e) {
            return false;
        }
    }
}
