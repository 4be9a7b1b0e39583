package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ToolStore;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the workflow reads and writes. */
record Records(
        ReleaseStore releases,
        ReviewStore reviews,
        VoteStore votes,
        WaiverStore waivers,
        BreakGlassStore glass,
        VettingStore vetting,
        ToolStore tools,
        AuditTrail audit) {

    /** What a review's approval would let the release talk to. */
    Declaration declared(Review review, Instant now) {
        return asked(review).and(approved(review.releaseId(), now));
    }

    /** What the approvals that hold let a release talk to. */
    Declaration approved(Id release, Instant now) {
        return holding(release, now).stream()
                .map(each -> new Declaration(each.domains()))
                .reduce(Declaration.NOTHING, Declaration::and);
    }

    /** The requests whose approvals hold. */
    List<AccessRequest> holding(Id release, Instant now) {
        return reviews.decisions(release).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .filter(each -> each.expiresAt() == null || each.expiresAt().isAfter(now))
                .flatMap(each -> Stream.ofNullable(each.reviewId()))
                .flatMap(id -> reviews.review(id).stream())
                .map(review -> reviews.request(review.requestId()).orElseThrow())
                .toList();
    }

    AccessRequest request(Review review) {
        return reviews.request(review.requestId()).orElseThrow();
    }

    List<Review> undecided(Id release) {
        return reviews.reviews(release).stream().filter(Review::isUndecided).toList();
    }

    /** The release, held against everybody else until the transaction ends. */
    Release lock(Id release) {
        return releases.lock(release).orElseThrow();
    }

    Release now(Release release) {
        return releases.find(release.id()).orElseThrow();
    }

    void audit(Account actor, String action, Release release, String detail) {
        audit.append(actor.login(), action, release.purl().toString(), detail.strip());
    }

    private Declaration asked(Review review) {
        return new Declaration(request(review).domains());
    }
}
