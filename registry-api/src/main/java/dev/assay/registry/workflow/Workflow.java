package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;

/**
 * What people ask for and decide. Each call is one transaction with its audit event in it; after
 * the commit {@link ApprovalsChanged} is published. What a person may not do is answered with
 * {@code Refused} and a text for that person; nothing is recorded then.
 */
public final class Workflow {

    private final Requests requests;
    private final Reviews reviews;
    private final Standing standing;

    Workflow(Requests requests, Reviews reviews, Standing standing) {
        this.requests = requests;
        this.reviews = reviews;
        this.standing = standing;
    }

    /** Asks for a release; a known one is joined. */
    public RequestOutcome request(Account requester, RequestForm form) {
        return requests.request(requester, form);
    }

    /**
     * Approves what a review shows.
     *
     * @param review the open review
     * @param seenSnapshot the digest that the page showed; another one by now is refused
     * @param stage how far the release may go
     */
    public DecisionOutcome approve(
            Account actor, Id review, Sha256 seenSnapshot, Stage stage, String reason) {
        return reviews.approve(actor, review, seenSnapshot, stage, reason);
    }

    /** Rejects what a review shows; what was approved before stays approved. */
    public DecisionOutcome reject(Account actor, Id review, String reason) {
        return reviews.reject(actor, review, reason);
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
