package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiIndex.ProvenanceOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Proof;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.PublishAttestations;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.signature.Trusted;

import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Asks the configured index for the attestations of a file, and has them verified. */
public final class PypiPublishing {

    private final PypiIndex index;
    private final Trusted trusted;
    private final Clock clock;

    public PypiPublishing(PypiIndex index, Trusted trusted, Clock clock) {
        this.index = index;
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Says who published a file.
     *
     * @param page of the package, which tells whether any file of it is attested
     * @param bytes the hash of the bytes that came
     */
    public Publishing of(IndexPage page, IndexFile file, Integrity bytes)
            throws InterruptedException {
        return new Publishing(
                file.version().toString(),
                PublisherHistory.unknown(),
                Signatures.byMakers(
                        "an index of Python packages signs nothing itself",
                        List.of(
                                new Proof(
                                        ProofKind.PUBLISH_ATTESTATION,
                                        outcome(page, file, bytes)))));
    }

    /** What proves the packages that a release brings along, within bounds. */
    public List<PackageProofs> ofClosure(List<LockedPackage> packages) throws InterruptedException {
        var pages = new HashMap<String, PageOutcome>();
        return BoundedProofs.of(packages, clock, locked -> one(locked, pages));
    }

    private Signatures one(LockedPackage locked, Map<String, PageOutcome> pages)
            throws InterruptedException {
        var manifest = PypiManifest.read(locked.manifest()).orElse(null);
        if (manifest == null) {
            return Signatures.unchecked("it is not on record which file it is");
        }
        var page = pages.get(manifest.name());
        if (page == null) {
            page = index.page(manifest.name(), null);
            pages.put(manifest.name(), page);
        }
        if (!(page instanceof PageOutcome.Found(var found))) {
            return Signatures.unchecked("the index did not list its files again");
        }
        for (var file : found.files(manifest.version())) {
            if (file.name().fileName().equals(manifest.fileName())) {
                return of(found, file, locked.integrity()).signatures();
            }
        }
        return Signatures.unchecked("the index lists " + manifest.fileName() + " no more");
    }

    private Outcome<KeyClaims> outcome(IndexPage page, IndexFile file, Integrity bytes)
            throws InterruptedException {
        if (file.provenance() == null) {
            return page.files().stream().anyMatch(each -> each.provenance() != null)
                    ? new Outcome.Absent<>(
                            "the index has attestations of other files of the package, and none of"
                                    + " this one")
                    : new Outcome.NotOffered<>(
                            "the index lists no attestation for any file of the package");
        }
        if (!bytes.value().startsWith("sha256-")) {
            return new Outcome.Unchecked<>("the file is not known by its SHA-256");
        }
        return switch (index.provenance(file)) {
            case ProvenanceOutcome.Found(var json) ->
                    new PublishAttestations(
                                    trusted,
                                    new Purl("pypi", null, page.project(), null).toString(),
                                    file.name().fileName(),
                                    sha256(bytes),
                                    clock.instant())
                            .check(json);
            case ProvenanceOutcome.None(var reason) ->
                    new Outcome.Unchecked<>("the index lists attestations of it: " + reason);
        };
    }

    private static Sha256 sha256(Integrity bytes) {
        var value = bytes.value().substring("sha256-".length());
        return new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(value)));
    }
}
