package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.source.SourceOutcome;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Puts together what pages and the REST API show of a release and of a review. */
public final class ReportReader {

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final VettingStore vetting;
    private final ClosureStore closures;
    private final SnapshotStore snapshots;
    private final Documents documents;
    private final Publishings publishings;
    private final Sources sources;
    private final VettingProgress progress;

    ReportReader(
            ReleaseStore releases,
            ReviewStore reviews,
            VettingStore vetting,
            ClosureStore closures,
            SnapshotStore snapshots,
            Documents documents,
            VettingProgress progress) {
        this.releases = releases;
        this.reviews = reviews;
        this.vetting = vetting;
        this.closures = closures;
        this.snapshots = snapshots;
        this.documents = documents;
        this.publishings = new Publishings(vetting, documents);
        this.sources = new Sources(vetting, documents);
        this.progress = progress;
    }

    public Optional<ReleaseReport> release(Id id) {
        return releases.find(id).map(this::report);
    }

    /**
     * Who published a release, as far as it was found out; empty until it is fetched, and for what
     * was vetted before Assay looked for it.
     *
     * @throws UncheckedIOException when a document cannot be read or was altered
     */
    public Optional<Publishing> publishing(Id release) {
        return publishings.of(release);
    }

    /**
     * How a release compares with its source; empty until it is vetted, and for what was vetted
     * before Assay looked for it.
     *
     * @throws UncheckedIOException when a document cannot be read or was altered
     */
    public Optional<SourceOutcome> source(Id release) {
        return sources.of(release);
    }

    /**
     * What a reviewer looks at.
     *
     * @throws UncheckedIOException when a document cannot be read or was altered
     */
    public Optional<ReviewReport> review(Id id) {
        return reviews.review(id).map(this::report);
    }

    private ReleaseReport report(Release release) {
        var id = release.id();
        return new ReleaseReport(
                release,
                Optional.ofNullable(release.baselineId()).flatMap(releases::find).orElse(null),
                vetting.steps(id),
                progress.of(id).orElse(null),
                closures.packages(id),
                reviews.requests(id),
                reviews.reviews(id),
                reviews.decisions(id));
    }

    private ReviewReport report(Review review) {
        var request = reviews.request(review.requestId()).orElseThrow();
        var digest = review.snapshotSha256();
        if (digest == null) {
            return new ReviewReport(review, request, null, null);
        }
        try {
            var snapshot =
                    snapshots
                            .find(digest)
                            .orElseThrow(
                                    () ->
                                            new FileNotFoundException(
                                                    "the snapshot "
                                                            + digest
                                                            + " is not in the blob store"));
            var delta = documents.read(snapshot.delta(), Delta.class);
            return new ReviewReport(review, request, snapshot, delta);
        } catch (IOException e) {
            throw new UncheckedIOException("the report of review " + review.id(), e);
        }
    }
}
