package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.registry.policy.Judgement;
import dev.assay.registry.policy.RuleResult;
import dev.assay.scanners.delta.Verdict;

import java.util.List;
import java.util.Map;

/**
 * What another policy would say of the releases there are. Nothing of it is stored.
 *
 * @param releases how many releases there are to judge
 * @param judged how many were, before the time was over
 * @param unknown how many of them could not be: they were vetted before there were policies
 * @param changes those for which it makes a difference, the gravest first
 * @param breaking how many releases would break each rule, by id
 */
public record DryRun(
        int releases,
        int judged,
        int unknown,
        List<Change> changes,
        Map<String, Integer> breaking) {

    /**
     * A release of which the two policies do not say the same.
     *
     * @param added the rules of the other policy that it breaks and does not break now
     * @param gone the rules that it breaks now and would not break any more
     */
    public record Change(
            Release release,
            Judgement now,
            Judgement then,
            List<RuleResult> added,
            List<RuleResult> gone) {

        public Change {
            added = List.copyOf(added);
            gone = List.copyOf(gone);
        }

        /** Whether it could be approved now and could not be any more. */
        public boolean wouldBeStopped() {
            return stands(now) && !stands(then);
        }

        private static boolean stands(Judgement judgement) {
            return judgement.verdict() != Verdict.BLOCK && judgement.unmet().isEmpty();
        }
    }

    public DryRun {
        changes = List.copyOf(changes);
        breaking = Map.copyOf(breaking);
    }

    /** Whether every release was judged. */
    public boolean isWhole() {
        return judged == releases;
    }
}
