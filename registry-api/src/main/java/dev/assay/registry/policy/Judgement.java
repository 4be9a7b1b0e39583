package dev.assay.registry.policy;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a policy says of a release.
 *
 * @param policy the digest of the policy
 * @param rules one result per rule, the broken ones first, then by effect, severity and name
 */
public record Judgement(Sha256 policy, Verdict verdict, List<RuleResult> rules) {

    private static final int VALUES_IN_REASONS = 5;

    private static final Comparator<RuleResult> READING_ORDER =
            Comparator.comparing((RuleResult each) -> !each.isBroken())
                    .thenComparing(RuleResult::effect)
                    .thenComparing(RuleResult::severity)
                    .thenComparing(RuleResult::id);

    public Judgement {
        Objects.requireNonNull(policy, "policy is null");
        Objects.requireNonNull(verdict, "verdict is null");
        rules = List.copyOf(rules);
    }

    static Judgement of(Sha256 policy, List<RuleResult> results) {
        return new Judgement(
                policy, verdict(results), results.stream().sorted(READING_ORDER).toList());
    }

    private static Verdict verdict(List<RuleResult> results) {
        if (results.stream().anyMatch(each -> breaks(each, Effect.BLOCK))) {
            return Verdict.BLOCK;
        }
        return results.stream().anyMatch(each -> breaks(each, Effect.REVIEW))
                ? Verdict.REVIEW
                : Verdict.QUIET;
    }

    private static boolean breaks(RuleResult result, Effect effect) {
        return result.isBroken() && result.effect() == effect;
    }

    /** The requirements that have to hold, or be waived, before anybody may approve. */
    public List<RuleResult> unmet() {
        return rules.stream().filter(each -> breaks(each, Effect.REQUIRE)).toList();
    }

    /**
     * Why the verdict is what it is, one line each, for people and for the log; never empty. Each
     * rule that led to it says its message and then what breaks it.
     */
    public List<String> reasons() {
        var decisive = verdict == Verdict.BLOCK ? Effect.BLOCK : Effect.REVIEW;
        var reasons = new ArrayList<String>();
        for (var each : rules) {
            if (breaks(each, decisive)) {
                reasons.add(each.message());
                each.values().stream().limit(VALUES_IN_REASONS).forEach(reasons::add);
            }
        }
        if (reasons.isEmpty()) {
            reasons.add("no rule of the policy asks for a look");
        }
        return List.copyOf(reasons);
    }
}
