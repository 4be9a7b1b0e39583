package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.policy.Facts;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Finds what there is of a release to judge: its snapshot, and the facts of that. */
final class Judged {

    /** Releases that can be approved, or are or can again be served. */
    static final Set<ReleaseState> STATES =
            Set.of(ReleaseState.IN_REVIEW, ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    /**
     * @param review the review that shows it, null where it was approved
     */
    record Subject(Release release, @Nullable Review review, Sha256 digest, Snapshot snapshot) {}

    private final ReviewStore reviews;
    private final SnapshotStore snapshots;
    private final Documents documents;

    Judged(ReviewStore reviews, SnapshotStore snapshots, Documents documents) {
        this.reviews = reviews;
        this.snapshots = snapshots;
        this.documents = documents;
    }

    /** What was approved; else what the newest review shows. Empty where nothing was judged yet. */
    Optional<Subject> of(Release release) throws IOException {
        if (release.state() == ReleaseState.APPROVED || release.state() == ReleaseState.SUSPENDED) {
            var approved =
                    reviews.decisions(release.id()).stream()
                            .filter(each -> each.kind() == Decision.Kind.APPROVE)
                            .map(Decision::snapshotSha256)
                            .findFirst();
            if (approved.isPresent()) {
                return Optional.of(subject(release, null, approved.get()));
            }
        }
        for (var review : reviews.reviews(release.id())) {
            var digest = review.snapshotSha256();
            if (digest != null) {
                return Optional.of(subject(release, review, digest));
            }
        }
        return Optional.empty();
    }

    Subject of(Release release, Review review, Sha256 digest) throws IOException {
        return subject(release, review, digest);
    }

    /** Empty for a snapshot from before there were policies. */
    Optional<Facts> facts(Snapshot snapshot) throws IOException {
        var facts = snapshot.facts();
        return facts == null ? Optional.empty() : Optional.of(documents.read(facts, Facts.class));
    }

    private Subject subject(Release release, @Nullable Review review, Sha256 digest)
            throws IOException {
        var snapshot =
                snapshots
                        .find(digest)
                        .orElseThrow(
                                () ->
                                        new FileNotFoundException(
                                                "the snapshot " + digest + " is not kept"));
        return new Subject(release, review, digest, snapshot);
    }
}
