package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciProofs;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.signature.ImageSignature;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Proof;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.signature.Trusted;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Asks an image's own registry for what cosign put beside it, and has it verified. */
public final class OciPublishing {

    private final OciImages images;
    private final Trusted trusted;
    private final Clock clock;

    public OciPublishing(OciImages images, Trusted trusted, Clock clock) {
        this.images = images;
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Says who signed an image.
     *
     * @param version as the release names it
     * @param image the digest of its manifest, or of its index where it has one
     */
    public Publishing of(OciName name, String version, Sha256 image) throws InterruptedException {
        var found = images.proofs().of(name, image);
        var check = new ImageSignature(trusted, name.purl(null).toString(), image, clock.instant());
        var checked = new ArrayList<Proof>();
        for (var each : found.items()) {
            checked.add(
                    switch (each.form()) {
                        case TEXT -> check.signature(each.bytes(), each.annotations());
                        case ENVELOPE -> check.attestation(each.bytes(), each.annotations());
                        case BUNDLE -> check.bundle(each.bytes());
                    });
        }
        return new Publishing(
                version,
                PublisherHistory.unknown(),
                Signatures.byMakers(
                        "a registry of images signs nothing itself",
                        List.of(
                                of(ProofKind.COSIGN, checked, found),
                                of(ProofKind.COSIGN_ATTESTATION, checked, found))));
    }

    private static Proof of(ProofKind kind, List<Proof> checked, OciProofs.Found found) {
        var own = checked.stream().filter(each -> each.kind() == kind).map(Proof::outcome).toList();
        return new Proof(kind, own.isEmpty() ? none(kind, found) : whole(own, found));
    }

    /** What could not be looked at may be what does not hold. */
    private static Outcome<KeyClaims> whole(List<Outcome<KeyClaims>> own, OciProofs.Found found) {
        var outcome = Signatures.several(own);
        return found.problem() == null || outcome instanceof Outcome.Invalid
                ? outcome
                : new Outcome.Unchecked<>(found.problem());
    }

    private static Outcome<KeyClaims> none(ProofKind kind, OciProofs.Found found) {
        var problem = found.problem();
        if (problem != null) {
            return new Outcome.Unchecked<>(problem);
        }
        return found.othersHave() || !found.items().isEmpty()
                ? new Outcome.Absent<>(
                        "the registry has no "
                                + kind.words()
                                + " for this image, and other signatures in the repository")
                : new Outcome.NotOffered<>(
                        "the registry has no signature and no attestation in this repository");
    }
}
