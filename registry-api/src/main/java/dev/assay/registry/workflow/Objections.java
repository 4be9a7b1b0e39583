package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.review.Vote;
import dev.assay.scanners.coordinates.Sha256;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why somebody cannot vote for what a review shows. The page says it beforehand and the workflow
 * refuses by it, so that both say the same.
 */
final class Objections {

    static final Set<ReleaseState> DECIDABLE = Set.of(IN_REVIEW, APPROVED);

    private final Records records;
    private final Waived waived;
    private final OwedRotations rotations;
    private final ReviewSettings settings;

    Objections(Records records, Waived waived, OwedRotations rotations, ReviewSettings settings) {
        this.records = records;
        this.waived = waived;
        this.rotations = rotations;
        this.settings = settings;
    }

    /** Everything at once, so that nobody mends one and meets the next. */
    List<String> against(Account actor, Review review, Release release) {
        var snapshot = review.snapshotSha256();
        if (review.state() != Review.State.OPEN || snapshot == null) {
            return List.of(notOpen(review));
        }
        if (!DECIDABLE.contains(release.state())) {
            return List.of(
                    release.purl()
                            + " is "
                            + release.state().words()
                            + "; nothing can be approved now");
        }
        var reasons = new ArrayList<String>();
        own(actor, review, reasons);
        voted(actor, review, reasons);
        missing(review, reasons);
        blocked(release, snapshot, reasons);
        baseline(release, reasons);
        reasons.addAll(rotations.against(review, release));
        return reasons;
    }

    Quorum quorum(Review review) {
        return Quorum.of(settings.of(tier(review)).needed(), records.votes().votes(review.id()));
    }

    Tier tier(Review review) {
        return Tiers.effective(computed(review), records.reviews().tierChanges(review.id()));
    }

    /** Reviews of before there were tiers are looked at as carefully as the answers say. */
    Tiering computed(Review review) {
        var computed = review.computed();
        return computed == null ? Tiers.of(records.request(review).answers()) : computed;
    }

    List<Question> missing(Review review) {
        var request = records.request(review);
        return Questions.missing(request.stage(), tier(review), request.answers());
    }

    static String notOpen(Review review) {
        return switch (review.state()) {
            case WAITING -> "its vetting has not finished; there is nothing to decide on yet";
            case OPEN -> throw new IllegalStateException("the review is open");
            case APPROVED -> "it was approved meanwhile; nothing is left to decide";
            case REJECTED -> "it was rejected meanwhile; nothing is left to decide";
            case WITHDRAWN -> "whoever asked for it has withdrawn it; nothing is left to decide";
            case VOID -> "it is void: what it looked at has changed";
        };
    }

    /** A ballot that asks for more than there is to give. */
    List<String> tooMuch(Ballot ballot, Review review) {
        var reasons = new ArrayList<String>();
        var asked = records.request(review).stage();
        if (ballot.stage().compareTo(asked) > 0) {
            reasons.add(
                    "the request asks for "
                            + asked.words()
                            + "; approve that or less, "
                            + ballot.stage().words()
                            + " is a request of its own");
        }
        var tier = tier(review);
        var most = settings.of(tier).days();
        var days = ballot.days();
        if (days != null && (days < 1 || days > most)) {
            reasons.add(
                    "an approval at tier "
                            + tier.words()
                            + " lasts 1 to "
                            + most
                            + " days, not "
                            + days);
        }
        if (ballot.conditions().size() > 20
                || ballot.conditions().stream().anyMatch(each -> each.length() > 500)) {
            reasons.add("there are at most 20 conditions of at most 500 characters");
        }
        return reasons;
    }

    private void own(Account actor, Review review, List<String> reasons) {
        var joined =
                records.reviews().requestsIn(review.id()).stream()
                        .filter(each -> each.withdrawnAt() == null)
                        .map(AccessRequest::requesterId)
                        .anyMatch(actor.id()::equals);
        if (actor.id().equals(review.requesterId()) || joined) {
            reasons.add("nobody approves their own request; another reviewer has to look at it");
        } else if (actor.id().equals(review.lastEditorId())) {
            reasons.add("you edited this request last, so another reviewer has to look at it");
        }
    }

    private void voted(Account actor, Review review, List<String> reasons) {
        var lowered =
                records.reviews().tierChanges(review.id()).stream()
                        .limit(1)
                        .filter(each -> !each.tier().atLeast(each.computed()))
                        .map(TierChange::actorId)
                        .anyMatch(actor.id()::equals);
        if (lowered) {
            reasons.add("you lowered its tier, so others have to approve under it");
        }
        var votes = records.votes().votes(review.id());
        if (votes.stream().anyMatch(it -> it.stands() && it.approverId().equals(actor.id()))) {
            reasons.add("you have approved it already; the others count now");
            return;
        }
        var quorum = quorum(review);
        if (Reviewers.isOne(actor) && quorum.seatFor(actor).isEmpty()) {
            reasons.add(
                    "your role is not the one that is missing; it still needs "
                            + quorum.stillNeeded());
        }
    }

    private void missing(Review review, List<String> reasons) {
        var missing = missing(review);
        if (!missing.isEmpty()) {
            reasons.add(
                    "at tier "
                            + tier(review).words()
                            + " the request has to answer: "
                            + missing.stream()
                                    .map(Question::label)
                                    .collect(Collectors.joining("; "))
                            + ". Whoever asked can edit it");
        }
    }

    private void blocked(Release release, Sha256 snapshot, List<String> reasons) {
        if (waived.isStale(snapshot)) {
            reasons.add(
                    "the policy has changed since this was judged, and it is being judged anew;"
                            + " load the page again in a minute");
        }
        for (var each : waived.uncovered(release.id(), snapshot)) {
            reasons.add(
                    "the policy stands against it, the verdict is "
                            + waived.verdict(snapshot).name().toLowerCase(Locale.ROOT)
                            + ": "
                            + each.title()
                            + (each.waivable()
                                    ? ". It can be approved once that is waived"
                                    : ". That is never waived. " + each.remedy()));
        }
    }

    /** A delta is worth no more than what it was compared with. */
    private void baseline(Release release, List<String> reasons) {
        var id = release.baselineId();
        var baseline = id == null ? null : records.releases().find(id).orElse(null);
        if (baseline != null
                && (baseline.state() == ReleaseState.REVOKED
                        || baseline.state() == ReleaseState.SUSPENDED)) {
            reasons.add(
                    "it was compared with "
                            + baseline.purl()
                            + ", which is "
                            + baseline.state().words()
                            + " by now; have it vetted again");
        }
    }

    /** The least of what the votes allow. */
    static Stage stage(List<Vote> votes) {
        return votes.stream().map(Vote::stage).min(Stage::compareTo).orElseThrow();
    }
}
