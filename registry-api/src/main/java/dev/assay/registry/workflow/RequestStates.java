package dev.assay.registry.workflow;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;

import java.util.Objects;
import java.util.Optional;

/** Tells what became of requests. A request has no state of its own: its review and release do. */
public final class RequestStates {

    private final Records records;

    RequestStates(Records records) {
        this.records = records;
    }

    public RequestState of(AccessRequest request) {
        if (request.withdrawnAt() != null) {
            return RequestState.WITHDRAWN;
        }
        var release = records.releases().find(request.releaseId()).orElseThrow();
        return review(request)
                .map(
                        review ->
                                switch (review.state()) {
                                    case WAITING ->
                                            release.state() == ReleaseState.VETTING_FAILED
                                                    ? RequestState.VETTING_FAILED
                                                    : RequestState.VETTING;
                                    case OPEN -> RequestState.IN_REVIEW;
                                    case APPROVED -> approved(release.state());
                                    case REJECTED -> RequestState.DECLINED;
                                    case WITHDRAWN -> RequestState.WITHDRAWN;
                                    case VOID -> RequestState.ENDED;
                                })
                .orElseGet(() -> approved(release.state()));
    }

    /** The decision that declined a request, with its reason. */
    public Optional<Decision> declined(AccessRequest request) {
        return records.reviews().decisions(request.releaseId()).stream()
                .filter(each -> each.kind() == Decision.Kind.REJECT)
                .filter(each -> Objects.equals(each.reviewId(), request.reviewId()))
                .findFirst();
    }

    private Optional<Review> review(AccessRequest request) {
        return Optional.ofNullable(request.reviewId()).flatMap(records.reviews()::review);
    }

    private static RequestState approved(ReleaseState release) {
        return release == ReleaseState.APPROVED ? RequestState.APPROVED : RequestState.ENDED;
    }
}
