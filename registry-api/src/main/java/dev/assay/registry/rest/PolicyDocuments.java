package dev.assay.registry.rest;

import dev.assay.registry.policy.PolicyInForce;
import dev.assay.registry.policy.PolicyProblem;
import dev.assay.registry.policy.Rule;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.vetting.DryRun;
import dev.assay.registry.vetting.PolicyReports;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The documents of the API about policies. */
final class PolicyDocuments {

    private PolicyDocuments() {}

    /**
     * @param problems why the policy that should be in force is not; empty where it is
     * @param releases how many releases there are to judge, of which {@code judged} are
     */
    record PolicyDocument(
            String digest,
            String origin,
            Instant since,
            @Nullable String refused,
            List<String> problems,
            int releases,
            int judged,
            List<RuleDocument> rules) {

        static PolicyDocument of(PolicyInForce policy, PolicyReports.Overview overview) {
            return new PolicyDocument(
                    policy.digest().hex(),
                    policy.origin(),
                    policy.since(),
                    policy.refusedOrigin(),
                    policy.problems().stream().map(PolicyProblem::toString).toList(),
                    overview.releases(),
                    overview.judged(),
                    policy.rules().rules().stream()
                            .map(each -> RuleDocument.of(each, overview.breaking()))
                            .toList());
        }
    }

    /**
     * @param breaking how many releases break it
     */
    record RuleDocument(
            String id,
            String title,
            String severity,
            String effect,
            String expression,
            String message,
            String remedy,
            List<String> tiers,
            List<String> controls,
            int waivableDays,
            int breaking) {

        static RuleDocument of(Rule rule, Map<String, Integer> breaking) {
            return new RuleDocument(
                    rule.id(),
                    rule.title(),
                    Words.of(rule.severity()),
                    Words.of(rule.effect()),
                    rule.broken().expression(),
                    rule.message(),
                    rule.remedy(),
                    rule.tiers(),
                    rule.controls(),
                    rule.waiver().maxDays(),
                    breaking.getOrDefault(rule.id(), 0));
        }
    }

    record DryRunDocument(
            String digest,
            int releases,
            int judged,
            int unknown,
            List<ChangeDocument> changes,
            Map<String, Integer> breaking) {

        static DryRunDocument of(Sha256 digest, DryRun run) {
            return new DryRunDocument(
                    digest.hex(),
                    run.releases(),
                    run.judged(),
                    run.unknown(),
                    run.changes().stream().map(ChangeDocument::of).toList(),
                    run.breaking());
        }
    }

    /**
     * @param stopped whether it could be approved now and could not be then
     */
    record ChangeDocument(
            String release,
            String purl,
            String state,
            String now,
            String then,
            boolean stopped,
            List<BrokenDocument> added,
            List<BrokenDocument> gone) {

        static ChangeDocument of(DryRun.Change change) {
            return new ChangeDocument(
                    change.release().id().value(),
                    change.release().purl().toString(),
                    Words.of(change.release().state()),
                    Words.of(change.now().verdict()),
                    Words.of(change.then().verdict()),
                    change.wouldBeStopped(),
                    change.added().stream().map(BrokenDocument::of).toList(),
                    change.gone().stream().map(BrokenDocument::of).toList());
        }
    }

    record BrokenDocument(
            String rule, String effect, String outcome, String message, List<String> values) {

        static BrokenDocument of(RuleResult result) {
            return new BrokenDocument(
                    result.id(),
                    Words.of(result.effect()),
                    Words.of(result.outcome()),
                    result.message(),
                    result.values());
        }
    }
}
