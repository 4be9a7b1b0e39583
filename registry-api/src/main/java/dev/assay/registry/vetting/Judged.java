package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.policy.BomFacts;
import dev.assay.registry.policy.Facts;
import dev.assay.registry.policy.FlawFacts;
import dev.assay.registry.policy.ProofFacts;
import dev.assay.registry.policy.RunFacts;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.coordinates.Sha256;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Finds what there is of a release to judge: its snapshot, and the facts of that. */
final class Judged {

    /** Releases that can be approved, or are or can again be served. */
    static final Set<ReleaseState> STATES =
            Set.of(ReleaseState.IN_REVIEW, ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    /** What there is to judge. */
    record Subject(Release release, Sha256 digest, Snapshot snapshot) {}

    private final SnapshotStore snapshots;
    private final Documents documents;
    private final Flaws flaws;
    private final Proofs proofs;
    private final VendorBoms boms;
    private final RunStore runs;

    Judged(
            SnapshotStore snapshots,
            Documents documents,
            Flaws flaws,
            Proofs proofs,
            VendorBoms boms,
            RunStore runs) {
        this.boms = boms;
        this.runs = runs;
        this.proofs = proofs;
        this.snapshots = snapshots;
        this.documents = documents;
        this.flaws = flaws;
    }

    /** What was approved or shown last. Empty where nothing was judged yet. */
    Optional<Subject> of(Release release) throws IOException {
        var digest = release.snapshotSha256();
        return digest == null
                ? Optional.empty()
                : Optional.of(new Subject(release, digest, snapshot(digest)));
    }

    Snapshot snapshot(Sha256 digest) throws IOException {
        return snapshots
                .find(digest)
                .orElseThrow(
                        () -> new FileNotFoundException("the snapshot " + digest + " is not kept"));
    }

    /** What a snapshot was judged by; empty for one from before there were policies. */
    Optional<Facts> facts(Snapshot snapshot) throws IOException {
        var facts = snapshot.facts();
        return facts == null ? Optional.empty() : Optional.of(documents.read(facts, Facts.class));
    }

    /** The same, with what is known now: of flaws, of proofs, of its vendor's word, of runs. */
    Optional<Facts> factsNow(Id release, Snapshot snapshot) throws IOException {
        return facts(snapshot)
                .map(each -> FlawFacts.in(each, flaws.of(release)))
                .map(each -> ProofFacts.in(each, proofs.of(release)))
                .map(each -> BomFacts.in(each, boms.findings(release)))
                .map(each -> RunFacts.in(each, runs.newest(release)));
    }

    Sha256 keep(Facts facts) throws IOException {
        return documents.keep(facts);
    }
}
