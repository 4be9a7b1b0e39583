package dev.assay.registry.policy;

import dev.assay.registry.policy.RuleResult.Outcome;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule that can be asked. Safe for use by many threads. */
final class CompiledRule {

    private final Rule rule;
    private final CelRuntime.Program program;

    CompiledRule(Rule rule, CelRuntime.Program program) {
        this.rule = rule;
        this.program = program;
    }

    Rule rule() {
        return rule;
    }

    /**
     * @param tier the release's tier, empty where it is unknown: then the rule is for it, too
     */
    RuleResult judge(Map<String, Object> facts, String tier) {
        if (!rule.tiers().isEmpty() && !tier.isEmpty() && !rule.tiers().contains(tier)) {
            return result(Outcome.NOT_APPLICABLE, "", "", List.of());
        }
        try {
            var answer = program.eval(facts);
            if (Boolean.FALSE.equals(answer) || answer instanceof List<?> list && list.isEmpty()) {
                return result(Outcome.HOLDS, "", "", List.of());
            }
            var values = answer instanceof List<?> list ? told(list) : List.<String>of();
            return result(Outcome.BROKEN, rule.message(), rule.remedy(), values);
        } catch (CelEvaluationException e) {
            return result(
                    Outcome.COULD_NOT_EVALUATE,
                    "The rule could not be evaluated, so it counts as broken: " + e.getMessage(),
                    "Correct the rule in " + rule.file() + ", or tell whoever keeps the policy.",
                    List.of());
        }
    }

    private static List<String> told(List<?> all) {
        var told = new ArrayList<String>();
        for (var each : all) {
            if (told.size() == RuleResult.MOST_VALUES) {
                told.add("and " + (all.size() - RuleResult.MOST_VALUES) + " more");
                break;
            }
            told.add(RuleResult.value(String.valueOf(each)));
        }
        return told;
    }

    private RuleResult result(Outcome outcome, String message, String remedy, List<String> told) {
        return new RuleResult(
                rule.id(),
                rule.title(),
                rule.severity(),
                rule.effect(),
                outcome,
                message,
                remedy,
                told);
    }
}
