package dev.assay.registry.attestation;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.attestation.ApproverKey;
import dev.assay.inventory.attestation.KeyStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.attestation.Keys;

import java.security.PublicKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The public keys of those who sign approvals themselves. A key counts for what its owner votes for
 * from then on: the statement that is signed names it.
 */
public final class ApproverKeys {

    private static final int MOST = 5;
    private static final int LONGEST_TITLE = 100;

    private final KeyStore store;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    ApproverKeys(KeyStore store, AuditTrail audit, Deeds deeds, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Somebody's keys, those that were withdrawn as well. */
    public List<ApproverKey> of(Account account) {
        return store.of(account.id());
    }

    /**
     * Takes somebody's key into use.
     *
     * @param pem the public key
     * @param title how its owner tells it from others
     */
    public Deed<ApproverKey> register(Account account, String pem, String title) {
        if (!Callers.reviewers().admits(account.roles())) {
            return new Deed.Refused<>("nobody signs approvals who does not vote for them");
        }
        if (title.isBlank() || title.strip().length() > LONGEST_TITLE) {
            return new Deed.Refused<>("the key needs a name of 1 to 100 characters");
        }
        if (pem.contains("PRIVATE KEY")) {
            return new Deed.Refused<>(
                    "this is a private key; it was not kept, and should be replaced, since it left"
                            + " your machine. Register the public one");
        }
        PublicKey key;
        try {
            var keys = Keys.readPem(pem);
            if (keys.size() != 1) {
                return new Deed.Refused<>("these are " + keys.size() + " keys; register one");
            }
            key = keys.getFirst();
        } catch (IllegalArgumentException e) {
            return new Deed.Refused<>(String.valueOf(e.getMessage()));
        }
        return deeds.whole(() -> register(account, key, title.strip()));
    }

    private Deed<ApproverKey> register(Account account, PublicKey key, String title) {
        var id = Keys.id(key);
        if (store.approver(id).isPresent()
                || store.registry().stream().anyMatch(each -> each.keyId().equals(id))) {
            return new Deed.Refused<>("this key is on record already; each person needs their own");
        }
        if (store.of(account.id()).stream().filter(each -> each.withdrawnAt() == null).count()
                >= MOST) {
            return new Deed.Refused<>("you have " + MOST + " keys; withdraw one first");
        }
        var registered =
                new ApproverKey(
                        id,
                        account.id(),
                        key.getEncoded(),
                        title,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null);
        store.register(registered);
        audit.append(
                account.login(),
                "signing-key.registered",
                account.login(),
                title + ", " + Keys.kind(key) + ", " + id);
        return new Deed.Done<>(registered);
    }

    /** Ends one of somebody's own keys. What it signed stays signed. */
    public Deed<ApproverKey> withdraw(Account account, String keyId) {
        return deeds.whole(
                () -> {
                    if (!store.withdraw(account.id(), keyId, clock.instant())) {
                        return new Deed.Refused<>("you have no such key in use");
                    }
                    audit.append(account.login(), "signing-key.withdrawn", account.login(), keyId);
                    return new Deed.Done<>(store.approver(keyId).orElseThrow());
                });
    }
}
