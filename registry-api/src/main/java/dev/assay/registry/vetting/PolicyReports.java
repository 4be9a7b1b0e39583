package dev.assay.registry.vetting;

import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.policy.StoredJudgement;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.Judgement;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.policy.RuleSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What policies say of all releases, for pages and the REST API. */
public final class PolicyReports {

    /** Whoever waits for a page waits no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_CHANGES = 500;

    private static final Comparator<DryRun.Change> GRAVEST_FIRST =
            Comparator.comparing((DryRun.Change each) -> !each.wouldBeStopped())
                    .thenComparing(each -> each.then().verdict(), Comparator.reverseOrder())
                    .thenComparing(each -> each.release().purl().toString());

    /**
     * How far the releases are judged under the policy in force.
     *
     * @param releases how many there are to judge
     * @param judged how many are
     * @param breaking how many break each rule, by id
     */
    public record Overview(int releases, int judged, Map<String, Integer> breaking) {

        public Overview {
            breaking = Map.copyOf(breaking);
        }
    }

    private final ReleaseStore releases;
    private final JudgementStore judgements;
    private final Judged judged;
    private final Policies policies;
    private final Clock clock;

    PolicyReports(
            ReleaseStore releases,
            JudgementStore judgements,
            Judged judged,
            Policies policies,
            Clock clock) {
        this.releases = releases;
        this.judgements = judgements;
        this.judged = judged;
        this.policies = policies;
        this.clock = clock;
    }

    public Overview overview() {
        var policy = policies.state().digest();
        return new Overview(
                releases.inStates(Judged.STATES).size(),
                judgements.judged(policy, Judged.STATES),
                judgements.broken(policy, Judged.STATES));
    }

    /** The releases that break a rule of the policy in force. */
    public List<Release> breaking(String rule, int limit) {
        return judgements.breaking(policies.state().digest(), rule, Judged.STATES, limit).stream()
                .map(this::release)
                .toList();
    }

    /** The approved releases that the policy in force would let nobody approve. */
    public List<Release> approvedAgainst(int limit) {
        return judgements.approvedAgainst(policies.state().digest(), limit).stream()
                .map(StoredJudgement::release)
                .map(this::release)
                .toList();
    }

    /**
     * Judges every release under another policy. It is compared with what the policy in force says
     * of the same facts, so that the two policies make all the difference.
     */
    public DryRun dryRun(RuleSet other) {
        var deadline = clock.instant().plus(PATIENCE);
        var now = policies.inForce();
        var all = releases.inStates(everyState());
        var changes = new ArrayList<DryRun.Change>();
        var breaking = new HashMap<String, Integer>();
        var done = 0;
        var unknown = 0;
        var nothing = 0;
        for (var release : all) {
            if (clock.instant().isAfter(deadline)) {
                break;
            }
            try {
                var subject = judged.of(release);
                if (subject.isEmpty()) {
                    nothing++;
                    continue;
                }
                done++;
                var facts = judged.factsNow(release.id(), subject.get().snapshot());
                if (facts.isEmpty()) {
                    unknown++;
                    continue;
                }
                var then = other.judge(facts.get());
                broken(then).forEach(each -> breaking.merge(each.id(), 1, Integer::sum));
                var change = change(release, now.judge(facts.get()), then);
                if (matters(change)) {
                    changes.add(change);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the records of " + release.purl(), e);
            }
        }
        return new DryRun(
                all.size() - nothing,
                done,
                unknown,
                changes.stream().sorted(GRAVEST_FIRST).limit(MOST_CHANGES).toList(),
                breaking);
    }

    private static DryRun.Change change(Release release, Judgement now, Judgement then) {
        return new DryRun.Change(
                release, now, then, without(broken(then), now), without(broken(now), then));
    }

    /** Two policies whose rules have other names may still say the same. */
    private static boolean matters(DryRun.Change change) {
        return change.now().verdict() != change.then().verdict()
                || !change.added().isEmpty()
                || !change.gone().isEmpty();
    }

    private static List<RuleResult> broken(Judgement judgement) {
        return judgement.rules().stream().filter(RuleResult::isBroken).toList();
    }

    private static List<RuleResult> without(List<RuleResult> broken, Judgement other) {
        Set<String> there = broken(other).stream().map(RuleResult::id).collect(Collectors.toSet());
        return broken.stream().filter(each -> !there.contains(each.id())).toList();
    }

    private static Set<ReleaseState> everyState() {
        return EnumSet.allOf(ReleaseState.class);
    }

    private Release release(Id id) {
        return releases.find(id).orElseThrow();
    }
}
