package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.RuleSet.Reading;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RunFactsTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Facts NOTHING =
            Facts.of(Map.of("release", Map.of("purl", "pkg:npm/mail@1.0.0")));

    @Test
    void theStateOfTheNewestRunIsKnownAndWhenItWasIsNot() {
        var facts = seen(RunState.DRIVEN, 3, 2);

        assertThat(facts.text("run", "state")).isEqualTo("driven");
        assertThat(facts.text("run", "reason")).isEmpty();
        assertThat(facts.text("run", "tools")).isEqualTo("3");
        assertThat(facts.text("run", "reached")).isEqualTo("2");
        assertThat(NOTHING.text("run", "state")).isEmpty();
        assertThat(RunFacts.in(facts, Optional.of(run(RunState.DRIVEN, 3, 2, List.of()))))
                .isEqualTo(facts);
    }

    @Test
    void whatWasNotSeenWhenItWasApprovedIsAFindingOnce() {
        var differs = Optional.of(run(RunState.DRIVEN, 1, 1, List.of(finding())));

        var once = RunFacts.in(NOTHING, differs);

        assertThat((List<?>) once.values().get("findings")).hasSize(1);
        assertThat(once.values().get("findings").toString()).contains("new.example");
        assertThat(RunFacts.in(once, differs)).isEqualTo(once);
    }

    @Test
    void theDocumentedRulesHoldNobodyBackWhoWasSeenRunning() throws IOException {
        var rules = documented();

        assertThat(broken(rules, NOTHING)).containsExactly("was-seen-running");
        assertThat(broken(rules, seen(RunState.NOT_ISOLATED, 0, 0)))
                .containsExactly("was-seen-running");
        assertThat(broken(rules, seen(RunState.DRIVEN, 4, 3))).isEmpty();
        assertThat(broken(rules, seen(RunState.DRIVEN, 4, 1)))
                .containsExactly("most-tools-were-reached");
    }

    private static List<String> broken(RuleSet rules, Facts facts) {
        return rules.judge(facts).rules().stream()
                .filter(RuleResult::isBroken)
                .map(RuleResult::id)
                .toList();
    }

    /** The example of the documentation. */
    private static RuleSet documented() throws IOException {
        var text = Files.readString(Path.of("..", "docs", "policy.md"));
        var begin = text.indexOf("```yaml", text.indexOf("**No approval without a run.**")) + 8;
        var file =
                new PolicyFiles.File(
                        "runs.yaml", text.substring(begin, text.indexOf("```", begin)));
        return ((Reading.Taken) RuleSet.read(PolicyFiles.of(List.of(file)))).rules();
    }

    private static Facts seen(RunState state, int tools, int reached) {
        return RunFacts.in(NOTHING, Optional.of(run(state, tools, reached, List.of())));
    }

    private static RecordedRun run(RunState state, int tools, int reached, List<Finding> findings) {
        return new RecordedRun(
                Id.random(),
                Id.random(),
                1,
                null,
                AT,
                new RunResult(
                        state, "as it ended", 1, tools, reached, "Namespaces.", null, null, null),
                AT,
                findings.isEmpty(),
                findings,
                AT);
    }

    private static Finding finding() {
        return new Finding(
                "f-1",
                FindingKind.OUTBOUND_DOMAIN,
                Change.ADDED,
                Severity.HIGH,
                "new.example",
                "It newly calls new.example",
                true,
                Via.OBSERVED,
                List.of(),
                Map.of());
    }
}
