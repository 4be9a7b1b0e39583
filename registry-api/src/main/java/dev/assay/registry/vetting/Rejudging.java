package dev.assay.registry.vetting;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.policy.StoredJudgement;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.policy.Judgement;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.RuleResult.Outcome;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.SnapshotStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges anew what was judged under another policy. An open review shows the new judgement, so that
 * nobody approves by the old one; of an approved release it is recorded what the policy says now,
 * and nothing is taken away: that is for people.
 */
final class Rejudging {

    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final JudgementStore judgements;
    private final SnapshotStore snapshots;
    private final Judged judged;
    private final Policies policies;
    private final ReviewDesk desk;
    private final Deeds deeds;
    private final AuditTrail audit;

    Rejudging(
            ReleaseStore releases,
            ReviewStore reviews,
            JudgementStore judgements,
            SnapshotStore snapshots,
            Judged judged,
            Policies policies,
            ReviewDesk desk,
            Deeds deeds,
            AuditTrail audit) {
        this.releases = releases;
        this.reviews = reviews;
        this.judgements = judgements;
        this.snapshots = snapshots;
        this.judged = judged;
        this.policies = policies;
        this.desk = desk;
        this.deeds = deeds;
        this.audit = audit;
    }

    /** Judges whatever is past. One release that cannot be judged keeps no other from it. */
    void run() {
        var policy = policies.inForce();
        for (var release : releases.inStates(Judged.STATES)) {
            try {
                for (var review : reviews.reviews(release.id())) {
                    if (review.state() == Review.State.OPEN) {
                        showAnew(release, review, policy);
                    }
                }
                index(release, policy);
            } catch (IOException | RuntimeException e) {
                LOG.error("{} could not be judged anew", release.purl(), e);
            }
        }
    }

    private void showAnew(Release release, Review review, RuleSet policy) throws IOException {
        var seen = review.snapshotSha256();
        if (seen == null) {
            return;
        }
        var before = judged.of(release, review, seen).snapshot();
        if (policy.digest().equals(before.policy())) {
            return;
        }
        var facts = judged.facts(before);
        if (facts.isEmpty()) {
            return;
        }
        var judgement = policy.judge(facts.get());
        var digest = snapshots.keep(before.judged(judgement));
        deeds.run(
                () -> {
                    var locked = releases.lock(release.id()).orElseThrow();
                    var now = reviews.review(review.id()).orElseThrow();
                    if (now.state() != Review.State.OPEN || !seen.equals(now.snapshotSha256())) {
                        return;
                    }
                    desk.show(review.id(), digest, locked.baselineId());
                    releases.vetted(locked.id(), locked.baselineId(), digest);
                    audit.append(
                            AuditTrail.SERVICE,
                            "review.judged-anew",
                            release.purl().toString(),
                            "verdict "
                                    + judgement.verdict()
                                    + ", was "
                                    + before.verdict()
                                    + "; policy "
                                    + judgement.policy());
                });
    }

    private void index(Release seen, RuleSet policy) throws IOException {
        var release = releases.find(seen.id()).orElseThrow();
        var subject = judged.of(release);
        if (subject.isEmpty()) {
            return;
        }
        var known = judgements.find(release.id());
        if (known.filter(each -> isCurrent(each, subject.get(), policy)).isPresent()) {
            return;
        }
        var facts = judged.facts(subject.get().snapshot());
        if (facts.isEmpty()) {
            return;
        }
        var judgement = policy.judge(facts.get());
        deeds.run(() -> record(subject.get(), judgement, known));
    }

    private void record(
            Judged.Subject subject, Judgement judgement, Optional<StoredJudgement> before) {
        var release = subject.release();
        judgements.keep(
                release.id(),
                subject.digest(),
                judgement.policy(),
                judgement.verdict(),
                judgement.unmet().size(),
                judgement.rules().stream()
                        .filter(each -> each.isBroken() || each.outcome() == Outcome.WAIVED)
                        .collect(Collectors.toMap(RuleResult::id, each -> each.outcome().name())));
        var now = judgements.find(release.id()).orElseThrow();
        var stoodBefore = before.map(StoredJudgement::stands).orElse(true);
        if (release.state() == ReleaseState.APPROVED && !now.stands() && stoodBefore) {
            audit.append(
                    AuditTrail.SERVICE,
                    "release.against-policy",
                    release.purl().toString(),
                    "it stays approved, and the policy "
                            + judgement.policy()
                            + " would let nobody approve it now: "
                            + why(judgement));
        }
    }

    private static String why(Judgement judgement) {
        return judgement.unmet().isEmpty()
                ? String.join("; ", judgement.reasons())
                : judgement.unmet().stream()
                        .map(RuleResult::message)
                        .collect(Collectors.joining("; "));
    }

    private static boolean isCurrent(
            StoredJudgement known, Judged.Subject subject, RuleSet policy) {
        return known.policy().equals(policy.digest()) && known.snapshot().equals(subject.digest());
    }
}
