package dev.assay.registry.workflow;

import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.registry.workflow.RequestOutcome.Problem;

import java.util.List;

/** What became of an edit. */
public sealed interface EditOutcome {

    /**
     * It is judged anew.
     *
     * @param votesVoid how many votes count no more
     */
    record Edited(AccessRequest request, Review review, int votesVoid) implements EditOutcome {}

    /** Nothing was recorded. All problems at once. */
    record Refused(List<Problem> problems) implements EditOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
