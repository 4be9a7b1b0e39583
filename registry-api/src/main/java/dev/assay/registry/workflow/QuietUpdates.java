package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.IN_REVIEW;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicySettings;
import dev.assay.registry.policy.RuleSet;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Approves updates that change nothing a rule asks a look for, once they were known for a while:
 * hostile releases are mostly found within days. Such an approval carries on what a person decided
 * about the release before: it has the same stage, allows no destination more, and ends when that
 * decision would have ended, so that a person looks again however many quiet updates there were.
 */
final class QuietUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(QuietUpdates.class);

    /**
     * What an approval is carried on from.
     *
     * @param decision the person's decision that all of it rests on
     */
    private record Precedent(Release release, Stage stage, Instant expires, Decision decision) {}

    private final Records records;
    private final SnapshotStore snapshots;
    private final Policies policies;
    private final PolicySettings.QuietUpdates settings;
    private final Deeds deeds;
    private final Clock clock;

    QuietUpdates(
            Records records,
            SnapshotStore snapshots,
            Policies policies,
            PolicySettings.QuietUpdates settings,
            Deeds deeds,
            Clock clock) {
        this.records = records;
        this.snapshots = snapshots;
        this.policies = policies;
        this.settings = settings;
        this.deeds = deeds;
        this.clock = clock;
    }

    void run() {
        if (!settings.enabled()) {
            return;
        }
        for (var review : records.reviews().reviews(Review.State.OPEN)) {
            try {
                deeds.whole(() -> approved(review.id()));
            } catch (RuntimeException e) {
                LOG.error("review {} could not be looked at for a quiet update", review.id(), e);
            }
        }
    }

    /** Approves one review if everything fits; read again under the lock of its release. */
    private boolean approved(Id id) {
        var seen = records.reviews().review(id).orElseThrow();
        var release = records.lock(seen.releaseId());
        var review = records.reviews().review(id).orElseThrow();
        var snapshot = review.snapshotSha256();
        var now = clock.instant();
        if (review.state() != Review.State.OPEN
                || snapshot == null
                || release.state() != IN_REVIEW
                || now.isBefore(release.createdAt().plus(settings.cooling()))) {
            return false;
        }
        var policy = policies.inForce();
        var precedent = precedent(release, now);
        if (precedent.isEmpty()
                || !isQuiet(snapshot, policy)
                || !declaresNoMore(review, precedent.get().release(), now)) {
            return false;
        }
        approve(review, release, snapshot, precedent.get(), policy.digest(), now);
        return true;
    }

    private boolean isQuiet(Sha256 digest, RuleSet policy) {
        try {
            var snapshot = snapshots.find(digest).orElseThrow();
            return snapshot.verdict() == Verdict.QUIET
                    && snapshot.facts() != null
                    && policy.digest().equals(snapshot.policy())
                    && snapshot.unmet().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest, e);
        }
    }

    private boolean declaresNoMore(Review review, Release before, Instant now) {
        var stakes = Tiers.of(records.request(review).answers()).tier();
        return records.approved(before.id(), now).covers(records.declared(review, now))
                && records.holding(before.id(), now).stream()
                        .anyMatch(each -> Tiers.of(each.answers()).tier().atLeast(stakes));
    }

    /** The approved release it was compared with, and the person's decision behind that. */
    private Optional<Precedent> precedent(Release update, Instant now) {
        var baseline = Optional.ofNullable(update.baselineId()).flatMap(records.releases()::find);
        if (baseline.isEmpty() || baseline.get().state() != APPROVED) {
            return Optional.empty();
        }
        var before = baseline.get();
        var stage = before.stage();
        var expires = before.expiresAt();
        var decision =
                records.reviews().decisions(before.id()).stream()
                        .filter(each -> each.kind() == Decision.Kind.APPROVE)
                        .findFirst()
                        .flatMap(each -> ofAPerson(before, each));
        return stage == null || expires == null || !expires.isAfter(now) || decision.isEmpty()
                ? Optional.empty()
                : Optional.of(new Precedent(before, stage, expires, decision.get()));
    }

    private Optional<Decision> ofAPerson(Release release, Decision decision) {
        if (!decision.actorId().equals(Account.POLICY)) {
            return Optional.of(decision);
        }
        var restsOn = records.reviews().restsOn(decision.id());
        return records.releases().ofPackage(release.purl()).stream()
                .flatMap(each -> records.reviews().decisions(each.id()).stream())
                .filter(each -> Optional.of(each.id()).equals(restsOn))
                .findFirst();
    }

    private void approve(
            Review review,
            Release release,
            Sha256 snapshot,
            Precedent precedent,
            Sha256 policy,
            Instant now) {
        var reason =
                "A quiet update of "
                        + precedent.release().purl()
                        + ", known for more than "
                        + settings.cooling().toDays()
                        + " days, approved by the policy "
                        + policy
                        + " on the strength of a person's approval of "
                        + precedent.decision().decidedAt()
                        + ", with which it ends";
        var decision =
                new Decision(
                        Id.random(),
                        release.id(),
                        review.id(),
                        Decision.Kind.APPROVE,
                        Account.POLICY,
                        reason,
                        precedent.stage(),
                        snapshot,
                        precedent.expires(),
                        precedent.decision().conditions(),
                        null,
                        now);
        records.reviews().decideByPolicy(decision, review, policy, precedent.decision());
        records.reviews().close(review.id(), Review.State.APPROVED);
        records.releases()
                .move(
                        release.id(),
                        Set.of(IN_REVIEW),
                        APPROVED,
                        "approved for " + precedent.stage().words() + " by the policy");
        records.releases().approved(release.id(), precedent.stage(), precedent.expires());
        records.releases()
                .vetted(
                        release.id(),
                        Objects.requireNonNull(release.baselineId(), "no baseline"),
                        snapshot);
        records.audit()
                .append(
                        AuditTrail.SERVICE,
                        "release.approved-by-policy",
                        release.purl().toString(),
                        reason + "; snapshot " + snapshot);
        deeds.approved(decision);
    }
}
