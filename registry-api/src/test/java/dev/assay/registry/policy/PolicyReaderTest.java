package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.policy.RuleSet.Reading;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is wrong with a policy is said with its file, line and rule, and with what to write. */
class PolicyReaderTest {

    private static final String RULE =
            """
            schema: assay-policy/1
            rules:
              - id: no-shell
                title: No shell
                severity: high
                effect: review
                brokenBy: findings.map(f, f.kind == "process-spawn", f.line)
                message: It starts programs
                remedy: Ask why
                controls: [S0-22]
                tiers: [high]
                waiver: {mode: manual, maxDays: 30}
            """;

    @Test
    void readsARuleWithEverythingInIt() {
        var rule = taken(RULE).rules().getFirst();

        assertThat(rule.id()).isEqualTo("no-shell");
        assertThat(rule.effect()).isEqualTo(Effect.REVIEW);
        assertThat(rule.broken()).isInstanceOf(Rule.Broken.By.class);
        assertThat(rule.tiers()).containsExactly("high");
        assertThat(rule.controls()).containsExactly("S0-22");
        assertThat(rule.waiver()).isEqualTo(new WaiverTerms(WaiverTerms.Mode.MANUAL, 30));
        assertThat(rule.line()).isEqualTo(3);
    }

    @Test
    void namesTheFileTheLineAndTheFixOfAKeyItDoesNotKnow() {
        assertThat(problem(RULE.replace("remedy: Ask why", "remedie: Ask why")))
                .startsWith("rules.yaml:9: no-shell: 'remedie' is no key here")
                .contains("remedy");
    }

    @Test
    void refusesAWordThatTheVocabularyDoesNotHaveWithItsPlace() {
        assertThat(problem(RULE.replace("f.kind", "f.sort")))
                .isEqualTo(
                        "rules.yaml:7: no-shell: brokenBy: undefined field 'sort' (line 1, column 18"
                                + " of the expression). docs/policy.md lists the words there are");
        assertThat(problem(RULE.replace("findings.map", "fundings.map")))
                .contains("undeclared reference to 'fundings'");
    }

    @Test
    void refusesAnExpressionThatGivesNeitherTruthNorAList() {
        var listed = "brokenBy: findings.map(f, f.kind == \"process-spawn\", f.line)";

        assertThat(problem(RULE.replace(listed, "brokenWhen: findings.size()")))
                .contains("the expression gives int and has to give true or false");
        assertThat(problem(RULE.replace(listed, "brokenBy: findings.size() > 0")))
                .contains("the expression gives bool and has to give a list of texts");
        assertThat(problem(RULE.replace(listed, "brokenWhen: 'true'\n    " + listed)))
                .contains("says twice");
        assertThat(problem(RULE.replace(listed, ""))).contains("nothing says when it is broken");
    }

    @Test
    void refusesAWordThatTheFactsNeverHold() {
        assertThat(problem(RULE.replace("process-spawn", "proces-spawn")))
                .contains("'proces-spawn' is never kind", "column 27");
        assertThat(problem(RULE.replace("f.kind == \"process-spawn\"", "f.severity in ['hihg']")))
                .contains("'hihg' is never severity");
        assertThat(problem(RULE.replace("f.kind == \"process-spawn\"", "f.severity.atLeast('hi')")))
                .contains("'hi' is never a severity");
    }

    @Test
    void refusesWhatIsNoId() {
        assertThat(problem(RULE.replace("no-shell", "No Shell"))).contains("is no id");
    }

    @Test
    void refusesTwoRulesOfOneIdInWhateverFilesTheyStand() {
        var reading =
                RuleSet.read(
                        PolicyFiles.of(
                                List.of(
                                        new PolicyFiles.File("a.yaml", RULE),
                                        new PolicyFiles.File("b.yaml", RULE))));

        assertThat(((Reading.Refused) reading).problems())
                .singleElement()
                .hasToString(
                        "b.yaml:3: no-shell: another rule has this id, at a.yaml:3. Give one of the"
                                + " two another id");
    }

    @Test
    void refusesAWaiverWithoutAnEnd() {
        assertThat(problem(RULE.replace(", maxDays: 30", ""))).contains("a waiver has to end");
        assertThat(problem(RULE.replace("maxDays: 30", "maxDays: 4000")))
                .contains("a waiver has to end");
    }

    @Test
    void refusesAPolicyThatWouldLetEverythingPass() {
        assertThat(problem("schema: assay-policy/1\nrules: []\n")).contains("has no rule");
        assertThat(problem("")).contains("it holds no rules");
        assertThat(RuleSet.read(PolicyFiles.of(List.of()))).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void refusesWhatIsMadeToBeLargeOrDeep() {
        assertThat(problem("a: &a [x, x]\nb: *a\n")).contains("it uses an alias");
        assertThat(problem("a: " + "[".repeat(50) + "]".repeat(50))).contains("flatter");
        assertThat(problem("a: " + "x".repeat(300_000))).contains("smaller");
        assertThat(problem(RULE.replace("Ask why", "x".repeat(9_000)))).contains("in fewer");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        var reading =
                read(RULE.replace("high\n    effect", "hihg\n    effect").replace("review", "rev"));

        assertThat(((Reading.Refused) reading).problems()).hasSize(2);
    }

    @Test
    void namesAPolicyByItsTextAndNotByItsLineEnds() {
        assertThat(taken(RULE.replace("\n", "\r\n")).digest()).isEqualTo(taken(RULE).digest());
        assertThat(taken(RULE.replace("Ask why", "Ask")).digest())
                .isNotEqualTo(taken(RULE).digest());
    }

    private static RuleSet taken(String text) {
        var reading = read(text);
        assertThat(reading).isInstanceOf(Reading.Taken.class);
        return ((Reading.Taken) reading).rules();
    }

    private static String problem(String text) {
        var reading = read(text);
        assertThat(reading).as(text).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).problems().getFirst().toString();
    }

    private static Reading read(String text) {
        return RuleSet.read(PolicyFiles.of(List.of(new PolicyFiles.File("rules.yaml", text))));
    }
}
