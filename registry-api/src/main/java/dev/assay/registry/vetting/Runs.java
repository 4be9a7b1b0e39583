package dev.assay.registry.vetting;

import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What releases were seen to do, each time that they were run. */
public final class Runs {

    /**
     * What came of running a release.
     *
     * @param observed null where it was not run
     * @param reason why it was not run; null where it was
     * @param manifest what it listed, pinned; null where it listed nothing, and for what was run
     *     before that was pinned
     */
    public record Run(
            @Nullable Observed observed,
            @Nullable String reason,
            @Nullable LiveManifest manifest) {}

    private final RunStore store;
    private final Documents documents;
    private final BlobStore blobs;

    Runs(RunStore store, Documents documents, BlobStore blobs) {
        this.store = store;
        this.documents = documents;
        this.blobs = blobs;
    }

    /**
     * What came of the newest run that has ended. Empty until it is vetted, and for what was vetted
     * before Assay ran servers.
     */
    public Optional<Run> of(Id release) {
        return store.newest(release).map(this::seen);
    }

    /** All runs of a release, the newest first, with one that is not at its end. */
    public List<RecordedRun> history(Id release) {
        return store.of(release);
    }

    public Optional<RecordedRun> find(Id run) {
        return store.find(run);
    }

    /** What came of a run that has ended. */
    public Run seen(RecordedRun run) {
        var document = run.result().document();
        if (document == null) {
            return new Run(null, run.result().said(), null);
        }
        var read = read(run.releaseId(), document);
        return new Run(read.observed(), read.reason(), read.manifest());
    }

    /**
     * What it was seen to do last; empty where it never was. That it could not be run since then
     * does not undo it.
     */
    Optional<Observed> observed(Id release) {
        return observed(store.of(release));
    }

    /** What the run showed that its delta has, and whoever approved it was shown. */
    Optional<Observed> shown(Id release) {
        return observed(store.of(release).stream().filter(RecordedRun::joined).toList());
    }

    private Optional<Observed> observed(List<RecordedRun> runs) {
        return runs.stream()
                .filter(each -> each.state().saw())
                .findFirst()
                .map(each -> seen(each).observed());
    }

    /** What the newest run left behind, as JSON: transcripts, what was sent, what was touched. */
    public Optional<byte[]> evidence(Id release) {
        return store.newest(release).flatMap(this::evidence);
    }

    public Optional<byte[]> evidence(RecordedRun run) {
        var known = run.result().evidence();
        var document = run.result().document();
        // Of what was run before runs were recorded, the document alone knows it.
        return known != null || document == null
                ? Optional.ofNullable(known).flatMap(this::bytes)
                : Optional.ofNullable(read(run.releaseId(), document).evidence())
                        .flatMap(this::bytes);
    }

    private Optional<byte[]> bytes(Sha256 digest) {
        try {
            return blobs.read(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("the evidence " + digest, e);
        }
    }

    private RunDocument read(Id release, Sha256 document) {
        try {
            return documents.read(document, RunDocument.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a run of release " + release, e);
        }
    }
}
