package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.policy.RuleResult.Outcome;
import dev.assay.registry.policy.RuleSet.Reading;
import dev.assay.scanners.delta.Verdict;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What rules say of facts. */
class RuleSetTest {

    @Test
    void theGravestBrokenRuleGivesTheVerdictAndNotesAndRequirementsNone() {
        assertThat(rules("note", "true").judge(nothing()).verdict()).isEqualTo(Verdict.QUIET);
        assertThat(rules("require", "true").judge(nothing()).verdict()).isEqualTo(Verdict.QUIET);
        assertThat(rules("review", "true").judge(nothing()).verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(rules("block", "true").judge(nothing()).verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(rules("require", "true").judge(nothing()).unmet()).hasSize(1);
    }

    @Test
    void aRuleThatFailsCountsAsBrokenAndSaysWhy() {
        var judgement = rules("block", "findings[3].kind == \"coverage\"").judge(nothing());

        assertThat(judgement.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(judgement.rules())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.outcome()).isEqualTo(Outcome.COULD_NOT_EVALUATE);
                            assertThat(each.message()).contains("Index out of bounds");
                        });
    }

    @Test
    void aRuleThatCostsTooMuchCountsAsBroken() {
        var many = Facts.of(Map.of("closure", Collections.nCopies(2_000, Map.of("name", "x"))));
        var dear =
                rules("block", "closure.all(a, closure.all(b, closure.all(c, a.name == c.name)))");

        var result = dear.judge(many).rules().getFirst();

        assertThat(result.outcome()).isEqualTo(Outcome.COULD_NOT_EVALUATE);
        assertThat(result.message()).contains("Iteration budget exceeded");
    }

    @Test
    void whatNobodySaidIsUnknownAndNoError() {
        assertThat(holds("answers[\"dataSubjects\"].provenance == \"unknown\"")).isTrue();
        assertThat(holds("answers[\"dataSubjects\"].value == \"\"")).isTrue();
        assertThat(holds("release.tier.provenance == \"unknown\"")).isTrue();
        assertThat(holds("tools.all(t, t.class.value != \"\")")).isTrue();
    }

    @Test
    void anAnswerHasItsValueItsChoicesAndWhoSaysSo() {
        var facts =
                new FactsBuilder().answer("dataSubjects", List.of("customers", "staff")).build();

        assertThat(holds("answers[\"dataSubjects\"].value == \"customers, staff\"", facts))
                .isTrue();
        assertThat(holds("\"staff\" in answers[\"dataSubjects\"].values", facts)).isTrue();
        assertThat(holds("answers[\"dataSubjects\"].provenance == \"stated\"", facts)).isTrue();
    }

    @Test
    void aRuleForATierLeavesOtherTiersAloneAndTakesTheUnknownOneForItsOwn() {
        var rules = read(text("block", "true") + "    tiers: [high]\n");
        var low = Facts.of(Map.of("release", Map.of("tier", Map.of("value", "low"))));

        assertThat(rules.judge(low).rules().getFirst().outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(rules.judge(nothing()).verdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void factsReadBackFromTheirDocumentAreJudgedAlike() {
        var json = new JsonMapper();
        var facts = new FactsBuilder().answer("volume", List.of("10000")).build();

        var read = json.readValue(json.writeValueAsBytes(facts), Facts.class);

        assertThat(read).isEqualTo(facts);
        assertThat(holds("delta.functions == 0 && delta.coverage < 0.5", read)).isTrue();
    }

    @Test
    void namesTwentyOfManyAndCountsTheRest() {
        var many = Facts.of(Map.of("closure", Collections.nCopies(25, Map.of("name", "x"))));
        var text =
                text("review", "true")
                        .replace("brokenWhen: true", "brokenBy: closure.map(p, p.name)");

        assertThat(read(text).judge(many).rules().getFirst().values())
                .hasSize(21)
                .endsWith("and 5 more");
    }

    private static boolean holds(String expression) {
        return holds(expression, nothing());
    }

    private static boolean holds(String expression, Facts facts) {
        var outcome = rules("block", expression).judge(facts).rules().getFirst().outcome();
        return switch (outcome) {
            case BROKEN -> true;
            case HOLDS -> false;
            default -> throw new AssertionError(outcome);
        };
    }

    private static Facts nothing() {
        return Facts.of(Map.of());
    }

    private static RuleSet rules(String effect, String brokenWhen) {
        return read(text(effect, "'" + brokenWhen + "'"));
    }

    private static String text(String effect, String brokenWhen) {
        return """
               schema: assay-policy/1
               rules:
                 - id: a-rule
                   title: A rule
                   severity: low
                   effect: %s
                   brokenWhen: %s
                   message: It is broken
                   remedy: Mend it
               """
                .formatted(effect, brokenWhen)
                .indent(0);
    }

    private static RuleSet read(String text) {
        return switch (RuleSet.read(
                PolicyFiles.of(List.of(new PolicyFiles.File("rules.yaml", text))))) {
            case Reading.Taken(var rules) -> rules;
            case Reading.Refused(var problems) -> throw new AssertionError(problems);
        };
    }
}
