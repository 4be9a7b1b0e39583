package dev.assay.registry.attestation;

import dev.assay.inventory.attestation.KeyStore;
import dev.assay.inventory.attestation.RegistryKey;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.attestation.TrustedKey;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The registry's keys: the one that signs now, and what is left of those that did. */
final class Keyring {

    private final SigningKey key;
    private final KeyStore store;

    private Keyring(SigningKey key, KeyStore store) {
        this.key = key;
        this.store = store;
    }

    /**
     * Takes a key into use. One that is new ends the one before: that is how keys are changed.
     *
     * @throws IllegalStateException when the key was ended before; another one is needed
     */
    static Keyring open(
            SigningKey key, KeyStore store, AuditTrail audit, Deeds deeds, Clock clock) {
        var id = key.keyId();
        deeds.run(
                () -> {
                    var known = store.registry();
                    var same = known.stream().filter(each -> each.keyId().equals(id)).findFirst();
                    if (same.isPresent()) {
                        refuseEnded(same.get());
                        return;
                    }
                    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    store.begin(new RegistryKey(id, key.publicKey().getEncoded(), now, null));
                    var ended = store.endOthers(id, now);
                    audit.append(
                            AuditTrail.SERVICE,
                            ended == 0 ? "attestation.key-made" : "attestation.key-changed",
                            "attestation-keys",
                            "approvals are signed with the key " + id + " from now on");
                });
        return new Keyring(key, store);
    }

    /** The key to sign with, which nobody has ended meanwhile. */
    SigningKey key() {
        store.registry().stream()
                .filter(each -> each.keyId().equals(key.keyId()))
                .forEach(Keyring::refuseEnded);
        return key;
    }

    String keyId() {
        return key.keyId();
    }

    List<TrustedKey> all() {
        return store.registry().stream()
                .map(
                        each ->
                                new TrustedKey(
                                        Keys.read(each.spki()),
                                        each.validFrom(),
                                        each.validUntil()))
                .toList();
    }

    private static void refuseEnded(RegistryKey key) {
        if (key.validUntil() != null) {
            throw new IllegalStateException(
                    "the key for attestations "
                            + key.keyId()
                            + " was replaced by another one on "
                            + key.validUntil()
                            + "; give all nodes the same file with assay.attestation.key, or remove the"
                            + " old key's file so that another one is made");
        }
    }
}
