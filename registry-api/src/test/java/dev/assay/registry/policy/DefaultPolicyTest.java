package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DefaultPolicyTest {

    private static final String RELEASE = "pkg:npm/mail@1.0.1";
    private static final Coverage WHOLE = new Coverage(1, 1000, 1000, 1000, List.of(), 1, 0, 0);

    private final DefaultPolicy policy = new DefaultPolicy();

    @Test
    void isQuietWithTheShareOfCodeThatWasRead() {
        var judgement = policy.judge(delta(WHOLE, finding(Severity.LOW, "a note", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.QUIET);
        assertThat(judgement.reasons()).singleElement().asString().contains("100.0 %");
    }

    @Test
    void asksForAReviewAndNamesTheDependencyThatIsToBlame() {
        var judgement =
                policy.judge(
                        delta(
                                WHOLE,
                                finding(Severity.MEDIUM, "a new host", "pkg:npm/inner@2.0.0"),
                                finding(Severity.HIGH, "a new address", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judgement.reasons())
                .containsExactly(
                        "findings: 1 high, 1 medium",
                        "high: a new address",
                        "medium: a new host (in pkg:npm/inner@2.0.0)");
    }

    @Test
    void blocksWithWhatBlocksFirst() {
        var judgement =
                policy.judge(
                        delta(
                                WHOLE,
                                finding(Severity.MEDIUM, "a new host", RELEASE),
                                finding(Severity.CRITICAL, "a copy of every mail", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(judgement.reasons())
                .containsExactly("findings: 1 critical", "critical: a copy of every mail");
    }

    @Test
    void neverCallsCodeThatWasNotReadQuiet() {
        var judgement = policy.judge(delta(new Coverage(1, 1000, 1000, 994, List.of(), 1, 0, 0)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judgement.reasons()).containsExactly("only 99.4 % of the code could be read");
    }

    private static Delta delta(Coverage coverage, Finding... findings) {
        return Deltas.of(null, new Delta.Side(RELEASE, null), coverage, List.of(findings));
    }

    private static Finding finding(Severity severity, String title, String purl) {
        return new Finding(
                title,
                FindingKind.OUTBOUND_DOMAIN,
                Change.ADDED,
                severity,
                "value",
                title,
                true,
                Via.PLAIN,
                List.of(new Evidence(purl, "index.js", 1, 1, null, "")),
                Map.of());
    }
}
