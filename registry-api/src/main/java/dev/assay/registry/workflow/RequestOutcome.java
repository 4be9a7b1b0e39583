package dev.assay.registry.workflow;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;

import java.util.List;

/** What became of a request. */
public sealed interface RequestOutcome {

    /** Nobody had asked for the release, or not since it was decided: it is being vetted. */
    record Accepted(AccessRequest request, Release release, Review review)
            implements RequestOutcome {}

    /** The release is being looked at already, under a declaration that covers this one. */
    record Joined(AccessRequest request, Release release, Review review)
            implements RequestOutcome {}

    /**
     * The release is known, but this asks for more than what is reviewed or approved: other
     * destinations, a wider stage, more at stake, or more time. It has a review of its own, and
     * what is approved stays served.
     */
    record Widened(AccessRequest request, Release release, Review review)
            implements RequestOutcome {}

    /** The release is approved, and its declaration covers this one: it can be used now. */
    record AlreadyApproved(AccessRequest request, Release release) implements RequestOutcome {}

    /** Nothing was recorded. All problems at once. */
    record Refused(List<Problem> problems) implements RequestOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One thing that is wrong with a form.
     *
     * @param field {@code purl}, {@code domains}, {@code account}, or the field of a question
     * @param message what is wrong and what to write instead
     */
    record Problem(String field, String message) {}
}
