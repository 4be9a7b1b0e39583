package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.DecisionOutcome.Decided;
import dev.assay.registry.workflow.DecisionOutcome.Refused;
import dev.assay.registry.workflow.DecisionOutcome.Voted;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes votes and closes reviews. */
final class Reviews {

    private static final int MOST_SUGGESTION = 1000;

    private final Records records;
    private final Objections objections;
    private final Waived waived;
    private final ReviewSettings settings;
    private final Deeds deeds;
    private final Clock clock;

    Reviews(
            Records records,
            Objections objections,
            Waived waived,
            ReviewSettings settings,
            Deeds deeds,
            Clock clock) {
        this.records = records;
        this.objections = objections;
        this.waived = waived;
        this.settings = settings;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** A review with its release, read once the release is locked. */
    private record Found(Review review, Release release) {}

    private interface Step {
        DecisionOutcome on(Found found);
    }

    DecisionOutcome approve(Account actor, Id review, Ballot ballot) {
        return decide(actor, review, ballot.reason(), found -> vote(actor, found, ballot));
    }

    DecisionOutcome reject(Account actor, Id review, String reason, @Nullable String suggestion) {
        if (suggestion != null && suggestion.strip().length() > MOST_SUGGESTION) {
            return new Refused("the suggestion is longer than 1000 characters; shorten it");
        }
        return decide(actor, review, reason, found -> reject(actor, found, reason, suggestion));
    }

    /** Sets the tier of a review by a reviewer's word. */
    Deed<Tier> changeTier(Account actor, Id reviewId, Tier tier, String reason) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Deed.Refused<>(objection.get());
        }
        return deeds.whole(
                () ->
                        lock(reviewId)
                                .map(found -> changeTier(actor, found, tier, reason))
                                .orElseGet(() -> new Deed.Refused<>("there is no such review")));
    }

    private DecisionOutcome decide(Account actor, Id review, String reason, Step step) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return deeds.whole(
                () ->
                        lock(review)
                                .map(step::on)
                                .orElseGet(() -> new Refused("there is no such review")));
    }

    private DecisionOutcome vote(Account actor, Found found, Ballot ballot) {
        var review = found.review();
        var reasons = objections.against(actor, review, found.release());
        if (!reasons.isEmpty()) {
            return new Refused(String.join("; ", reasons));
        }
        if (!ballot.seenSnapshot().equals(review.snapshotSha256())) {
            return new Refused(
                    "what you saw has changed meanwhile; load the page again and look at what is"
                            + " new");
        }
        var tooMuch = objections.tooMuch(ballot, review);
        if (!tooMuch.isEmpty()) {
            return new Refused(String.join("; ", tooMuch));
        }
        var role = role(actor, ballot, objections.quorum(review));
        if (role.isEmpty()) {
            return new Refused(
                    "your vote cannot count for the role you named: you do not hold it, or nobody"
                            + " is missing there");
        }
        var tier = objections.tier(review);
        var days = ballot.days();
        var vote =
                new Vote(
                        Id.random(),
                        review.id(),
                        actor.id(),
                        role.get(),
                        ballot.seenSnapshot(),
                        ballot.stage(),
                        days == null ? settings.of(tier).days() : days,
                        ballot.conditions(),
                        ballot.reason().strip(),
                        clock.instant(),
                        null);
        records.votes().give(vote, review);
        var quorum = objections.quorum(review);
        if (!quorum.isReached()) {
            records.audit(
                    actor,
                    "review.voted",
                    found.release(),
                    "approves as " + role.get().words() + terms(vote) + ": " + vote.reason());
            return new Voted(vote, "recorded; it still needs " + quorum.stillNeeded());
        }
        return conclude(actor, found, vote);
    }

    /** The last vote that was needed: the approval is what all of them allow. */
    private DecisionOutcome conclude(Account actor, Found found, Vote last) {
        var review = found.review();
        var release = found.release();
        var votes = records.votes().votes(review.id()).stream().filter(Vote::stands).toList();
        var stage = Objections.stage(votes);
        var now = clock.instant();
        var expires = expires(votes, release, last.snapshotSha256(), now);
        var conditions =
                votes.stream().flatMap(each -> each.conditions().stream()).distinct().toList();
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        review.id(),
                        Decision.Kind.APPROVE,
                        actor.id(),
                        last.reason(),
                        stage,
                        last.snapshotSha256(),
                        expires,
                        conditions,
                        null,
                        now);
        records.reviews().decide(decision, review);
        records.reviews().close(review.id(), Review.State.APPROVED);
        records.tools().settle(release.id(), review.id(), actor.id());
        records.releases()
                .move(
                        release.id(),
                        Objections.DECIDABLE,
                        APPROVED,
                        "approved for " + stage.words());
        records.releases().approved(release.id(), stage, expires);
        records.releases().vetted(release.id(), release.baselineId(), last.snapshotSha256());
        records.glass().running(release.id()).ifPresent(it -> records.glass().end(it.id()));
        records.audit(
                actor,
                "release.approved",
                release,
                "for "
                        + stage.words()
                        + " until "
                        + expires
                        + ", snapshot "
                        + last.snapshotSha256()
                        + (conditions.isEmpty() ? "" : ", if " + String.join("; ", conditions))
                        + ": "
                        + last.reason());
        deeds.approved(decision);
        return new Decided(decision, records.now(release));
    }

    /** The shortest that a vote allows, and no longer than what was waived for it. */
    private Instant expires(List<Vote> votes, Release release, Sha256 snapshot, Instant now) {
        var days = votes.stream().mapToInt(Vote::approvalDays).min().orElseThrow();
        var voted = now.plus(Duration.ofDays(days));
        return waived.firstEnd(release.id(), snapshot)
                .filter(end -> end.isBefore(voted))
                .orElse(voted);
    }

    private DecisionOutcome reject(
            Account actor, Found found, String reason, @Nullable String suggestion) {
        var review = found.review();
        var release = found.release();
        if (review.state() != Review.State.OPEN) {
            return new Refused(Objections.notOpen(review));
        }
        var instead = suggestion == null || suggestion.isBlank() ? null : suggestion.strip();
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        review.id(),
                        Decision.Kind.REJECT,
                        actor.id(),
                        reason.strip(),
                        null,
                        review.snapshotSha256(),
                        null,
                        List.of(),
                        instead,
                        clock.instant());
        records.reviews().decide(decision, review);
        records.reviews().close(review.id(), Review.State.REJECTED);
        records.tools().settle(release.id(), review.id(), null);
        if (records.undecided(release.id()).isEmpty()) {
            records.releases()
                    .move(
                            release.id(),
                            Set.of(IN_REVIEW),
                            ReleaseState.REJECTED,
                            "rejected: " + reason.strip());
        }
        records.audit(
                actor,
                "review.rejected",
                release,
                reason.strip() + (instead == null ? "" : " Instead: " + instead));
        deeds.announce(release.id());
        return new Decided(decision, records.now(release));
    }

    private Deed<Tier> changeTier(Account actor, Found found, Tier tier, String reason) {
        var review = found.review();
        if (review.state() != Review.State.OPEN) {
            return new Deed.Refused<>(Objections.notOpen(review));
        }
        var computed = objections.computed(review).tier();
        var now = objections.tier(review);
        if (tier == now) {
            return new Deed.Refused<>("its tier is " + tier.words() + " already");
        }
        var lowers = !tier.atLeast(now);
        if (lowers && review.isOf(actor.id())) {
            return new Deed.Refused<>("nobody lowers the tier of their own request");
        }
        records.reviews()
                .changeTier(
                        new TierChange(
                                Id.random(),
                                review.id(),
                                computed,
                                tier,
                                actor.id(),
                                reason.strip(),
                                clock.instant()));
        if (lowers) {
            records.votes().voidAll(review.id(), actor.displayName() + " lowered the tier");
        }
        records.audit(
                actor,
                lowers ? "review.tier-lowered" : "review.tier-raised",
                found.release(),
                "from " + now.words() + " to " + tier.words() + ": " + reason.strip());
        return new Deed.Done<>(tier);
    }

    private static Optional<Role> role(Account actor, Ballot ballot, Quorum quorum) {
        var wanted = ballot.role();
        return wanted == null
                ? quorum.seatFor(actor)
                : Optional.of(wanted).filter(each -> actor.has(each) && quorum.isOpen(each));
    }

    private static String terms(Vote vote) {
        return " for "
                + vote.stage().words()
                + ", "
                + vote.approvalDays()
                + " days, snapshot "
                + vote.snapshotSha256()
                + (vote.conditions().isEmpty()
                        ? ""
                        : ", if " + String.join("; ", vote.conditions()));
    }

    /** Reads the review only after its release is locked: another decision may come before. */
    private Optional<Found> lock(Id reviewId) {
        return records.reviews()
                .review(reviewId)
                .flatMap(seen -> records.releases().lock(seen.releaseId()))
                .flatMap(
                        release ->
                                records.reviews()
                                        .review(reviewId)
                                        .map(review -> new Found(review, release)));
    }
}
