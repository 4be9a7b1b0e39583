package dev.assay.registry.workflow;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;

import java.time.Instant;
import java.util.stream.Stream;

/** What people approved a release to talk to. */
public final class ApprovedDestinations {

    private final ReviewStore reviews;

    ApprovedDestinations(ReviewStore reviews) {
        this.reviews = reviews;
    }

    /**
     * The declarations whose approvals hold for a stage. What a wider one asks for that is still
     * under review, or approved for an earlier stage alone, is not among them; what broke the glass
     * was declared to nobody.
     */
    public Declaration of(Id release, Stage stage, Instant now) {
        return reviews.decisions(release).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .filter(each -> each.stage() != null && each.stage().covers(stage))
                .filter(each -> each.expiresAt() == null || each.expiresAt().isAfter(now))
                .flatMap(each -> Stream.ofNullable(each.reviewId()))
                .flatMap(id -> reviews.review(id).stream())
                .flatMap(review -> reviews.request(review.requestId()).stream())
                .map(request -> new Declaration(request.domains()))
                .reduce(Declaration.NOTHING, Declaration::and);
    }
}
