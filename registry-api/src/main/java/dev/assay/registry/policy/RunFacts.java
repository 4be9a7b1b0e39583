package dev.assay.registry.policy;

import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunState;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of running a release, as a policy reads it: how its newest run ended, and as findings
 * beside those of its delta what it was not seen to do when it was approved.
 */
public final class RunFacts {

    /** Every state there is, as rules may compare with. */
    static final List<String> STATES =
            Arrays.stream(RunState.values())
                    .filter(each -> each != RunState.WAITING)
                    .map(RunState::words)
                    .toList();

    private RunFacts() {}

    /**
     * The facts with the newest run that has ended. When it was is not among them: a run that shows
     * the same is no reason to vote again.
     */
    public static Facts in(Facts facts, Optional<RecordedRun> newest) {
        if (newest.isEmpty()) {
            return facts;
        }
        var run = newest.get();
        var purl = facts.text("release", "purl");
        var before = facts.values().get("findings") instanceof List<?> list ? list : List.of();
        var findings = new ArrayList<Object>();
        run.findings().stream()
                .map(each -> FindingFacts.of(each, purl))
                .filter(each -> before.stream().noneMatch(other -> isSame(each, other)))
                .forEach(findings::add);
        findings.addAll(before);
        return facts.with("findings", findings)
                .with(
                        "run",
                        Map.of(
                                "state",
                                run.state().words(),
                                "reason",
                                run.state() == RunState.DRIVEN ? "" : run.result().said(),
                                "tools",
                                Objects.requireNonNullElse(run.result().tools(), 0),
                                "reached",
                                Objects.requireNonNullElse(run.result().reached(), 0)));
    }

    private static boolean isSame(Map<String, Object> finding, Object other) {
        return other instanceof Map<?, ?> said
                && List.of("kind", "change", "value", "purl").stream()
                        .allMatch(
                                each ->
                                        String.valueOf(finding.get(each))
                                                .equals(String.valueOf(said.get(each))));
    }
}
