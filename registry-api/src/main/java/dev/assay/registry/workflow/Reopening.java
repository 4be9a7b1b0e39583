package dev.assay.registry.workflow;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.store.Id;

import java.time.Clock;
import java.util.Optional;

/** Puts a release before its reviewers again. All of it is called within a transaction. */
public final class Reopening {

    private final Records records;
    private final VettingQueue queue;
    private final Deeds deeds;
    private final Clock clock;

    Reopening(Records records, VettingQueue queue, Deeds deeds, Clock clock) {
        this.records = records;
        this.queue = queue;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * Opens a review of a change to what is approved; what is approved stays so meanwhile. Whoever
     * asks for it is its requester, and so cannot vote for it.
     *
     * @return the review; empty where no approval holds
     */
    public Optional<Id> reopen(Account actor, Release release, String purpose) {
        return records.holding(release.id(), clock.instant()).stream()
                .findFirst()
                .map(
                        held -> {
                            var asked = new Asked(held.stage(), held.domains(), held.answers());
                            var request =
                                    records.reviews().addRequest(release.id(), actor.id(), asked);
                            var review = records.reviews().openReview(request, null);
                            records.audit(actor, "review.opened", release, purpose);
                            queue.start(release.id());
                            deeds.announce(release.id());
                            return review.id();
                        });
    }

    /** Has what waits for reviewers judged anew; votes given until now count no more. */
    public void judgeAgain(Release release, String why) {
        for (var review : records.undecided(release.id())) {
            if (records.votes().voidAll(review.id(), why) > 0) {
                records.audit()
                        .append(
                                AuditTrail.SERVICE,
                                "review.votes-void",
                                release.purl().toString(),
                                why);
            }
            records.reviews().again(review.id());
            queue.start(release.id());
        }
        deeds.announce(release.id());
    }
}
