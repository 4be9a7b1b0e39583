package dev.assay.registry.flaw;

import dev.assay.inventory.release.ContentsStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.contents.ContentsReader;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import java.io.IOException;
import java.util.Optional;

/** The packages that lie in releases which are images or bundles. */
public final class ReleaseContents {

    /** What is known of what lies in a release. */
    sealed interface Outcome {

        /** It is a package itself, and its closure says all. */
        record NoContainer() implements Outcome {}

        record Known(Contents contents) implements Outcome {}

        /**
         * It could not be read.
         *
         * @param why one sentence
         */
        record Unread(String why) implements Outcome {}
    }

    private final ScanWorker worker;
    private final BlobStore blobs;
    private final ContentsStore store;

    ReleaseContents(ScanWorker worker, BlobStore blobs, ContentsStore store) {
        this.worker = worker;
        this.blobs = blobs;
        this.store = store;
    }

    /** Whether packages lie in it that are not in its closure. */
    public boolean isContainer(Release release) {
        return ContentsReader.isContainer(release.purl());
    }

    /** What was read of it; empty of a package, and where nobody could read it yet. */
    public Optional<Contents> known(Release release) {
        var artifact = release.sha256();
        return artifact == null || !isContainer(release) ? Optional.empty() : store.find(artifact);
    }

    /** Reads it in the worker process where this version of the reader has not done so before. */
    Outcome read(Release release) throws InterruptedException {
        var artifact = release.sha256();
        if (!isContainer(release)) {
            return new Outcome.NoContainer();
        }
        if (artifact == null) {
            return new Outcome.Unread("it was not fetched");
        }
        var before = store.find(artifact).filter(each -> each.reading() == Contents.READING);
        if (before.isPresent()) {
            return new Outcome.Known(before.get());
        }
        try {
            var file = blobs.file(artifact);
            if (file.isEmpty() || !blobs.verify(artifact).equals(Optional.of(artifact))) {
                return new Outcome.Unread("its bytes are not kept any more");
            }
            return switch (worker.contents(new ScanWorker.Artifact(file.get(), release.purl()))) {
                case CutOutcome.Cut<Contents>(var contents) -> {
                    store.keep(artifact, contents);
                    yield new Outcome.Known(contents);
                }
                case CutOutcome.NotCut<Contents>(var problem) ->
                        new Outcome.Unread(problem.message());
            };
        } catch (IOException e) {
            return new Outcome.Unread("its bytes cannot be read: " + e.getMessage());
        }
    }
}
