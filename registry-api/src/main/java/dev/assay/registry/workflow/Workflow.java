package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;

import org.jspecify.annotations.Nullable;

/**
 * What people ask for and decide. Each call is one transaction with its audit event in it; after
 * the commit {@link ApprovalsChanged} is published. What a person may not do is answered with
 * {@code Refused} and a text for that person; nothing is recorded then.
 */
public final class Workflow {

    private final Requests requests;
    private final Edits edits;
    private final Reviews reviews;
    private final Standing standing;

    Workflow(Requests requests, Edits edits, Reviews reviews, Standing standing) {
        this.requests = requests;
        this.edits = edits;
        this.reviews = reviews;
        this.standing = standing;
    }

    /** Asks for a release; a known one is joined. */
    public RequestOutcome request(Account requester, RequestForm form) {
        return requests.request(requester, form);
    }

    /** Changes a request that is under way; it is judged anew, and votes given count no more. */
    public EditOutcome edit(Account editor, Id request, RequestForm form) {
        return edits.edit(editor, request, form);
    }

    /** Takes a request back, by whoever asked. */
    public Deed<AccessRequest> withdraw(Account actor, Id request, String reason) {
        return edits.withdraw(actor, request, reason);
    }

    /** Votes for what a review shows; the last vote that is needed approves it. */
    public DecisionOutcome approve(Account actor, Id review, Ballot ballot) {
        return reviews.approve(actor, review, ballot);
    }

    /**
     * Rejects what a review shows; what was approved before stays approved.
     *
     * @param suggestion what to do instead, or null
     */
    public DecisionOutcome reject(
            Account actor, Id review, String reason, @Nullable String suggestion) {
        return reviews.reject(actor, review, reason, suggestion);
    }

    /** Sets how much a review asks for; lowering voids votes, and whoever does it gives none. */
    public Deed<Tier> changeTier(Account actor, Id review, Tier tier, String reason) {
        return reviews.changeTier(actor, review, tier, reason);
    }

    /** Stops an approved release from being served, until two people lift it. */
    public DecisionOutcome suspend(Account actor, Id release, String reason) {
        return standing.suspend(actor, release, reason);
    }

    /** Says that a suspension may end; the second person to say so ends it. */
    public DecisionOutcome lift(Account actor, Id release, String reason) {
        return standing.lift(actor, release, reason);
    }

    /** Withdraws a release for good. */
    public DecisionOutcome revoke(Account actor, Id release, String reason) {
        return standing.revoke(actor, release, reason);
    }

    /** Has a release that failed, or is in review, vetted from the start. */
    public RestartOutcome vetAgain(Account actor, Id release) {
        return standing.vetAgain(actor, release);
    }
}
