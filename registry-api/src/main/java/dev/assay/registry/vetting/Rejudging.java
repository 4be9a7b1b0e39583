package dev.assay.registry.vetting;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.proof.ProofCheck;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.policy.Judgement;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges anew what was judged under another policy, by other known flaws, other proofs, another
 * bill of materials of its vendor or another run. An open review shows the new judgement, so that
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
    private final Flaws flaws;
    private final Proofs proofs;
    private final VendorBoms boms;
    private final RunStore runs;
    private final Current current = new Current();

    Rejudging(
            ReleaseStore releases,
            ReviewStore reviews,
            JudgementStore judgements,
            SnapshotStore snapshots,
            Judged judged,
            Policies policies,
            ReviewDesk desk,
            Deeds deeds,
            AuditTrail audit,
            Flaws flaws,
            Proofs proofs,
            VendorBoms boms,
            RunStore runs) {
        this.boms = boms;
        this.runs = runs;
        this.proofs = proofs;
        this.releases = releases;
        this.reviews = reviews;
        this.judgements = judgements;
        this.snapshots = snapshots;
        this.judged = judged;
        this.policies = policies;
        this.desk = desk;
        this.deeds = deeds;
        this.audit = audit;
        this.flaws = flaws;
    }

    /** Judges whatever is past. One release that cannot be judged keeps no other from it. */
    synchronized void run() {
        var policy = policies.inForce();
        current.since(
                policy.digest(),
                flaws.changedAt().orElse(Instant.EPOCH),
                proofs.changedAt().orElse(Instant.EPOCH),
                boms.changedAt().orElse(Instant.EPOCH),
                runs.changedAt().orElse(Instant.EPOCH));
        for (var review : reviews.reviews(Review.State.OPEN)) {
            var snapshot = review.snapshotSha256();
            if (snapshot != null && !current.contains(snapshot)) {
                guarded(review.releaseId(), () -> showAnew(review, snapshot, policy));
            }
        }
        for (var release : judgements.past(policy.digest(), Judged.STATES)) {
            guarded(release, () -> index(release, policy));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void guarded(Id release, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("release {} could not be judged anew", release, e);
        }
    }

    private void showAnew(Review review, Sha256 seen, RuleSet policy) throws IOException {
        var before = judged.snapshot(seen);
        var facts = judged.factsNow(review.releaseId(), before);
        if (facts.isEmpty()
                || policy.digest().equals(before.policy()) && facts.equals(judged.facts(before))) {
            current.add(seen);
            return;
        }
        var judgement = policy.judge(facts.get());
        var digest = snapshots.keep(before.judged(judged.keep(facts.get()), judgement));
        deeds.run(
                () -> {
                    var locked = releases.lock(review.releaseId()).orElseThrow();
                    var now = reviews.review(review.id()).orElseThrow();
                    if (now.state() != Review.State.OPEN || !seen.equals(now.snapshotSha256())) {
                        return;
                    }
                    desk.showAnew(now, digest);
                    if (locked.state() == ReleaseState.IN_REVIEW) {
                        releases.vetted(locked.id(), locked.baselineId(), digest);
                    }
                    audit.append(
                            AuditTrail.SERVICE,
                            "review.judged-anew",
                            locked.purl().toString(),
                            "verdict "
                                    + judgement.verdict()
                                    + ", was "
                                    + before.verdict()
                                    + "; policy "
                                    + judgement.policy());
                });
    }

    private void index(Id id, RuleSet policy) throws IOException {
        var subject = judged.of(releases.find(id).orElseThrow());
        if (subject.isEmpty()) {
            return;
        }
        var known = known(id);
        var facts = judged.factsNow(id, subject.get().snapshot());
        if (facts.isEmpty()) {
            return;
        }
        var judgement = policy.judge(facts.get());
        deeds.run(
                () -> {
                    releases.lock(id).orElseThrow();
                    // What became known while it was judged has it judged in the next round: a
                    // judgement that is kept now would look newer than that.
                    if (known(id).equals(known)) {
                        record(subject.get(), judgement);
                    }
                });
    }

    /** When something else became known of a release last. */
    private List<Optional<Instant>> known(Id id) {
        return List.of(
                flaws.of(id).map(FlawScan::changedAt),
                proofs.of(id).map(ProofCheck::changedAt),
                boms.changedAt(id),
                runs.newest(id).map(RecordedRun::settledAt));
    }

    private void record(Judged.Subject subject, Judgement judgement) {
        var release = subject.release();
        var before = before(subject);
        judgements.keep(
                release.id(),
                subject.digest(),
                judgement.policy(),
                judgement.verdict(),
                judgement.unmet().size(),
                judgement.rules().stream()
                        .filter(RuleResult::isBroken)
                        .collect(Collectors.toMap(RuleResult::id, each -> each.outcome().name())));
        if (release.state() == ReleaseState.APPROVED && before.isFallenTo(judgement)) {
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

    /**
     * What a judgement is held against: the last one of what was approved, else the one that people
     * saw when they approved it. What was judged before they had voted is of another snapshot.
     */
    private Before before(Judged.Subject subject) {
        var release = subject.release().id();
        return judgements
                .find(release)
                .filter(each -> each.snapshot().equals(subject.digest()))
                .map(each -> new Before(each.stands(), judgements.broken(release)))
                .orElseGet(() -> Before.of(subject.snapshot()));
    }

    /**
     * How a release stood before.
     *
     * @param broken the rules that did not hold, those that people had waived among them
     */
    private record Before(boolean stood, Set<String> broken) {

        static Before of(Snapshot snapshot) {
            var broken = snapshot.rules().stream().filter(RuleResult::isBroken).toList();
            return new Before(
                    broken.stream().noneMatch(each -> each.effect().keepsBack()),
                    broken.stream().map(RuleResult::id).collect(Collectors.toSet()));
        }

        boolean isFallenTo(Judgement judgement) {
            return judgement.rules().stream()
                    .filter(each -> each.isBroken() && each.effect().keepsBack())
                    .anyMatch(each -> stood || !broken.contains(each.id()));
        }
    }

    private static String why(Judgement judgement) {
        return judgement.unmet().isEmpty()
                ? String.join("; ", judgement.reasons())
                : judgement.unmet().stream()
                        .map(RuleResult::message)
                        .collect(Collectors.joining("; "));
    }

    /** Snapshots that need no second look until the policy changes, or what is known. */
    private static final class Current {

        private static final int MOST = 10_000;

        private @Nullable Sha256 policy;
        private Instant flaws = Instant.EPOCH;
        private Instant proofs = Instant.EPOCH;
        private Instant boms = Instant.EPOCH;
        private Instant runs = Instant.EPOCH;
        private final Set<Sha256> snapshots = new HashSet<>();

        /** Forgets all where the world is another one. */
        void since(
                Sha256 policyNow,
                Instant flawsNow,
                Instant proofsNow,
                Instant bomsNow,
                Instant runsNow) {
            if (!policyNow.equals(policy)
                    || !flawsNow.equals(flaws)
                    || !proofsNow.equals(proofs)
                    || !bomsNow.equals(boms)
                    || !runsNow.equals(runs)) {
                snapshots.clear();
                policy = policyNow;
                flaws = flawsNow;
                proofs = proofsNow;
                boms = bomsNow;
                runs = runsNow;
            }
        }

        boolean contains(Sha256 snapshot) {
            return snapshots.contains(snapshot);
        }

        void add(Sha256 snapshot) {
            if (snapshots.size() >= MOST) {
                snapshots.clear();
            }
            snapshots.add(snapshot);
        }
    }
}
