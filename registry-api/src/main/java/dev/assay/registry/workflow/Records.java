package dev.assay.registry.workflow;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the workflow reads and writes. */
record Records(ReleaseStore releases, ReviewStore reviews, VettingStore vetting, AuditTrail audit) {

    /** What a review's approval would let the release talk to. */
    Declaration declared(Review review, Instant now) {
        return asked(review).and(approved(review.releaseId(), now));
    }

    /** What the approvals that hold let a release talk to. */
    Declaration approved(Id release, Instant now) {
        return reviews.decisions(release).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .filter(each -> each.expiresAt() == null || each.expiresAt().isAfter(now))
                .flatMap(each -> Stream.ofNullable(each.reviewId()))
                .flatMap(id -> reviews.review(id).stream())
                .map(this::asked)
                .reduce(Declaration.NOTHING, Declaration::and);
    }

    List<Review> undecided(Id release) {
        return reviews.reviews(release).stream().filter(Records::isUndecided).toList();
    }

    /** The release, held against everybody else until the transaction ends. */
    Release lock(Id release) {
        return releases.lock(release).orElseThrow();
    }

    Release now(Release release) {
        return releases.find(release.id()).orElseThrow();
    }

    static boolean isUndecided(Review review) {
        return review.state() == Review.State.WAITING || review.state() == Review.State.OPEN;
    }

    private Declaration asked(Review review) {
        return new Declaration(reviews.request(review.requestId()).orElseThrow().domains());
    }
}
