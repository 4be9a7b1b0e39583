package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;

/** Profiles of kept bytes, made in a worker process once per analysis version. */
final class Profiles {

    /** A profile, and the document it is kept in. */
    record Made(Profile profile, Sha256 document) {}

    /** Either of the two is there. */
    sealed interface Outcome {
        record Known(Made made) implements Outcome {}

        record Unknown(ScanOutcome.NotScanned problem) implements Outcome {}
    }

    private final ScanWorker worker;
    private final BlobStore blobs;
    private final VettingStore vetting;
    private final Documents documents;
    private final Origins origins;

    Profiles(
            ScanWorker worker,
            BlobStore blobs,
            VettingStore vetting,
            Documents documents,
            Origins origins) {
        this.origins = origins;
        this.worker = worker;
        this.blobs = blobs;
        this.vetting = vetting;
        this.documents = documents;
    }

    /**
     * The profile of an artifact.
     *
     * @throws IOException when the bytes cannot be read or are no longer what was kept
     */
    Outcome of(Sha256 artifact, Purl purl) throws IOException, InterruptedException {
        var kept = vetting.profile(artifact, Profile.ANALYSIS);
        if (kept.isPresent()) {
            var profile = documents.read(kept.get(), Profile.class);
            // The same bytes under another name have evidence that names the other package.
            if (profile.purl().equals(purl.toString())) {
                return new Outcome.Known(new Made(profile, kept.get()));
            }
        }
        return switch (worker.scan(bytes(artifact), purl)) {
            case ScanOutcome.Scanned(var profile) -> {
                var document = documents.keep(profile);
                vetting.addProfile(artifact, Profile.ANALYSIS, document);
                origins.remember(profile);
                yield new Outcome.Known(new Made(profile, document));
            }
            case ScanOutcome.NotScanned problem -> new Outcome.Unknown(problem);
        };
    }

    /** The file of kept bytes, which were looked at to be what was kept. */
    Path bytes(Sha256 artifact) throws IOException {
        var actual = blobs.verify(artifact);
        if (actual.isPresent() && !actual.get().equals(artifact)) {
            throw new AlteredBlobException(artifact, actual.get());
        }
        return blobs.file(artifact)
                .orElseThrow(
                        () ->
                                new FileNotFoundException(
                                        "blob " + artifact + " is not kept any more"));
    }
}
