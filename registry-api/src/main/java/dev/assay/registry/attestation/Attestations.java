package dev.assay.registry.attestation;

import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.TrustedKeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was issued, for whoever asks. Only what holds now is handed out; the rest is on record, and
 * is told as what it is.
 */
public final class Attestations {

    /** Whether something that was issued still holds. */
    public enum Standing {
        /** The release is served under the approval it tells of. */
        CURRENT,
        /** Another approval came after it. */
        SUPERSEDED,
        /** The release is not served under it now: suspended, revoked, or over. */
        WITHHELD
    }

    private final AttestationStore store;
    private final BlobStore blobs;
    private final Keyring keyring;
    private final String verifier;

    Attestations(AttestationStore store, BlobStore blobs, Keyring keyring, String verifier) {
        this.store = store;
        this.blobs = blobs;
        this.keyring = keyring;
        this.verifier = verifier;
    }

    /** Everything issued for a release, newest first. */
    public List<Attestation> of(Id release) {
        return store.of(release);
    }

    public Optional<Attestation> find(Id id) {
        return store.find(id);
    }

    public Standing standing(Attestation attestation, Release release) {
        var bundle = store.bundle(release.id());
        if (bundle.isEmpty() || !bundle.get().decisionId().equals(attestation.decisionId())) {
            return Standing.SUPERSEDED;
        }
        return bundle.get().holdsFor(release) ? Standing.CURRENT : Standing.WITHHELD;
    }

    /** The file that is served beside the artifact; empty where nothing holds now. */
    public Optional<byte[]> bundle(Release release) {
        return store.bundle(release.id())
                .filter(each -> each.holdsFor(release))
                .flatMap(
                        each -> {
                            try {
                                return blobs.read(each.sha256());
                            } catch (IOException e) {
                                throw new UncheckedIOException("the attestations", e);
                            }
                        });
    }

    /** How the file is named beside the artifact. */
    public static String fileName(Release release) {
        return (release.purl().packageName().replaceFirst("^.*/", "")
                        + "-"
                        + release.purl().exactVersion()
                        + ".tgz.intoto.jsonl")
                .replaceAll("[^A-Za-z0-9._+-]", "_");
    }

    /** Why there is none to hand out: one sentence for people. */
    public String whyNot(Release release) {
        if (release.state() == ReleaseState.APPROVED) {
            return release.purl()
                    + " is let through or its approval is older than attestations; none is issued"
                    + " for that";
        }
        var now = release.purl() + " is " + release.state().words() + "; ";
        return store.of(release.id()).isEmpty()
                ? now + "it has no approval yet that could be signed"
                : now + "what was signed of its approval is handed out no more";
    }

    /** One envelope, as JSON in one line. */
    public static byte[] envelope(Attestation attestation) {
        return (Issuing.envelope(attestation).json() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Every envelope that was ever issued for a release, the oldest first, one a line. */
    public byte[] history(Id release) {
        return store.of(release).reversed().stream()
                .map(each -> Issuing.envelope(each).json() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    public String verifier() {
        return verifier;
    }

    /** The key that signs now. */
    public String keyId() {
        return keyring.keyId();
    }

    /**
     * The registry's keys with the times in which they sign, as {@code assay verify} reads them.
     */
    public String keys() {
        return TrustedKeys.json(verifier, keyring.all());
    }

    /** The key that signs now, as every tool reads it. */
    public String keyPem() {
        return keyring.all().stream()
                .filter(each -> each.keyId().equals(keyring.keyId()))
                .map(each -> Keys.pem(each.key()))
                .findFirst()
                .orElseThrow();
    }
}
