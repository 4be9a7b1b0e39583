package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.workflow.DecisionOutcome.Decided;
import dev.assay.registry.workflow.DecisionOutcome.Refused;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Closes reviews. */
final class Reviews {

    private static final Set<ReleaseState> DECIDABLE = Set.of(IN_REVIEW, APPROVED);

    private final Records records;
    private final SnapshotStore snapshots;
    private final Policies policies;
    private final ReviewSettings settings;
    private final Deeds deeds;
    private final Clock clock;

    Reviews(
            Records records,
            SnapshotStore snapshots,
            Policies policies,
            ReviewSettings settings,
            Deeds deeds,
            Clock clock) {
        this.records = records;
        this.snapshots = snapshots;
        this.policies = policies;
        this.settings = settings;
        this.deeds = deeds;
        this.clock = clock;
    }

    DecisionOutcome approve(
            Account actor, Id reviewId, Sha256 seenSnapshot, Stage stage, String reason) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return deeds.whole(() -> approveLocked(actor, reviewId, seenSnapshot, stage, reason));
    }

    DecisionOutcome reject(Account actor, Id reviewId, String reason) {
        var objection = Reviewers.objection(actor, reason);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        return deeds.whole(() -> rejectLocked(actor, reviewId, reason));
    }

    private DecisionOutcome approveLocked(
            Account actor, Id reviewId, Sha256 seenSnapshot, Stage stage, String reason) {
        var found = lock(reviewId);
        if (found.isEmpty()) {
            return new Refused("there is no such review");
        }
        var review = found.get().review();
        var release = found.get().release();
        var objection = objection(actor, review, release, seenSnapshot);
        if (objection.isPresent()) {
            return new Refused(objection.get());
        }
        var now = clock.instant();
        var expires = now.plus(settings.approvalPeriod());
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        review.id(),
                        Decision.Kind.APPROVE,
                        actor.id(),
                        reason.strip(),
                        stage,
                        seenSnapshot,
                        expires,
                        now);
        records.reviews().decide(decision, review);
        records.reviews().close(review.id(), Review.State.APPROVED);
        records.releases().move(release.id(), DECIDABLE, APPROVED, "approved for " + stage.words());
        records.releases().approved(release.id(), stage, expires);
        records.releases().vetted(release.id(), release.baselineId(), seenSnapshot);
        records.audit()
                .append(
                        actor.login(),
                        "release.approved",
                        release.purl().toString(),
                        "for "
                                + stage.words()
                                + " until "
                                + expires
                                + ", snapshot "
                                + seenSnapshot
                                + ": "
                                + reason.strip());
        deeds.announce(release.id());
        return new Decided(decision, records.now(release));
    }

    private DecisionOutcome rejectLocked(Account actor, Id reviewId, String reason) {
        var found = lock(reviewId);
        if (found.isEmpty()) {
            return new Refused("there is no such review");
        }
        var review = found.get().review();
        var release = found.get().release();
        if (review.state() != Review.State.OPEN) {
            return new Refused(notOpen(review));
        }
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
                        clock.instant());
        records.reviews().decide(decision, review);
        records.reviews().close(review.id(), Review.State.REJECTED);
        if (records.undecided(release.id()).isEmpty()) {
            records.releases()
                    .move(
                            release.id(),
                            Set.of(IN_REVIEW),
                            ReleaseState.REJECTED,
                            "rejected: " + reason.strip());
        }
        records.audit()
                .append(
                        actor.login(),
                        "review.rejected",
                        release.purl().toString(),
                        reason.strip());
        deeds.announce(release.id());
        return new Decided(decision, records.now(release));
    }

    private Optional<String> objection(
            Account actor, Review review, Release release, Sha256 seenSnapshot) {
        if (review.state() != Review.State.OPEN) {
            return Optional.of(notOpen(review));
        }
        if (!DECIDABLE.contains(release.state())) {
            return Optional.of(
                    release.purl()
                            + " is "
                            + release.state().words()
                            + "; nothing can be approved now");
        }
        if (actor.id().equals(review.requesterId())) {
            return Optional.of(
                    "nobody approves their own request; another reviewer has to look at it");
        }
        if (actor.id().equals(review.lastEditorId())) {
            return Optional.of(
                    "you edited this request last, so another reviewer has to look at it");
        }
        if (!seenSnapshot.equals(review.snapshotSha256())) {
            return Optional.of(
                    "what you saw has changed meanwhile; load the page again and look at what is"
                            + " new");
        }
        return baselineObjection(release).or(() -> verdictObjection(seenSnapshot));
    }

    /** A delta is worth no more than what it was compared with. */
    private Optional<String> baselineObjection(Release release) {
        return Optional.ofNullable(release.baselineId())
                .flatMap(records.releases()::find)
                .filter(
                        baseline ->
                                baseline.state() == ReleaseState.REVOKED
                                        || baseline.state() == ReleaseState.SUSPENDED)
                .map(
                        baseline ->
                                "it was compared with "
                                        + baseline.purl()
                                        + ", which is "
                                        + baseline.state().words()
                                        + " by now; have it vetted again");
    }

    private Optional<String> verdictObjection(Sha256 digest) {
        try {
            return PolicyObjection.to(
                    snapshots
                            .find(digest)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the snapshot " + digest + " is not kept")),
                    policies.inForce());
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest + " cannot be read", e);
        }
    }

    private record Found(Review review, Release release) {}

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

    private static String notOpen(Review review) {
        return switch (review.state()) {
            case WAITING -> "its vetting has not finished; there is nothing to decide on yet";
            case OPEN -> throw new IllegalStateException("the review is open");
            case APPROVED -> "it was approved meanwhile; nothing is left to decide";
            case REJECTED -> "it was rejected meanwhile; nothing is left to decide";
            case VOID -> "it is void: what it looked at has changed";
        };
    }
}
