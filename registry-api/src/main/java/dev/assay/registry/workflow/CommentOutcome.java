package dev.assay.registry.workflow;

import dev.assay.inventory.review.LineComment;

/** What became of a comment. */
public sealed interface CommentOutcome {

    record Written(LineComment comment) implements CommentOutcome {}

    /**
     * @param reason why, and what to do, for people
     */
    record Refused(String reason) implements CommentOutcome {}
}
