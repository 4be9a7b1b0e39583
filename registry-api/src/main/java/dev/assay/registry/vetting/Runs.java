package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What releases were seen to do when they were vetted. */
public final class Runs {

    /**
     * What came of running a release.
     *
     * @param observed null where it was not run
     * @param reason why it was not run; null where it was
     */
    public record Run(@Nullable Observed observed, @Nullable String reason) {}

    private final VettingStore vetting;
    private final Documents documents;
    private final BlobStore blobs;

    Runs(VettingStore vetting, Documents documents, BlobStore blobs) {
        this.vetting = vetting;
        this.documents = documents;
        this.blobs = blobs;
    }

    /** Empty until it is vetted, and for what was vetted before Assay ran servers. */
    public Optional<Run> of(Id release) {
        return document(release).map(found -> new Run(found.observed(), found.reason()));
    }

    /** What it was seen to do; empty where it was not run. */
    Optional<Observed> observed(Id release) {
        return document(release).map(RunDocument::observed);
    }

    /** What its runs left behind, as JSON: transcripts, what was sent, what was touched. */
    public Optional<byte[]> evidence(Id release) {
        return document(release).map(RunDocument::evidence).flatMap(this::bytes);
    }

    private Optional<byte[]> bytes(Sha256 digest) {
        try {
            return blobs.read(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("the evidence " + digest, e);
        }
    }

    private Optional<RunDocument> document(Id release) {
        for (var step : vetting.steps(release)) {
            var document = step.document();
            if (step.name() == VettingStep.Name.RUN && document != null) {
                try {
                    return Optional.of(documents.read(document, RunDocument.class));
                } catch (IOException e) {
                    throw new UncheckedIOException("the run of release " + release, e);
                }
            }
        }
        return Optional.empty();
    }
}
