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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/** What the policy says that Assay brings along. */
class BuiltInPolicyTest {

    private static final String RELEASE = "pkg:npm/mail@1.0.1";
    private static final Coverage WHOLE = new Coverage(1, 1000, 1000, 1000, List.of(), 1, 0, 0);

    @Test
    void isQuietAboutWhatNoRuleAsksALookFor() {
        var judgement = judge(delta(WHOLE, finding(Severity.LOW, "a note", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.QUIET);
        assertThat(judgement.reasons()).containsExactly("no rule of the policy asks for a look");
    }

    @Test
    void asksForAReviewAndNamesTheDependencyThatIsToBlame() {
        var judgement =
                judge(
                        delta(
                                WHOLE,
                                finding(Severity.MEDIUM, "a new host", "pkg:npm/inner@2.0.0"),
                                finding(Severity.HIGH, "a new address", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judgement.reasons())
                .containsExactly(
                        "There are findings that a person has to look at",
                        "high: a new address",
                        "medium: a new host (in pkg:npm/inner@2.0.0)");
    }

    @Test
    void blocksWithWhatBlocksAlone() {
        var judgement =
                judge(
                        delta(
                                WHOLE,
                                finding(Severity.MEDIUM, "a new host", RELEASE),
                                finding(Severity.CRITICAL, "a copy of every mail", RELEASE)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(judgement.reasons())
                .containsExactly("Something in it is critical", "critical: a copy of every mail");
    }

    @Test
    void neverCallsCodeThatWasNotReadQuiet() {
        var judgement = judge(delta(new Coverage(1, 1000, 1000, 994, List.of(), 1, 0, 0)));

        assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(judgement.reasons())
                .containsExactly(
                        "Too much of the code could not be read",
                        "only 99.4 % of the code could be read");
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void saysOfEveryKindAndSeverityWhatTheDeltaSaysByItself(Severity severity) {
        for (var kind : FindingKind.values()) {
            var delta = delta(WHOLE, finding(kind, severity, "a finding", RELEASE));

            assertThat(judge(delta).verdict()).as(severity + " " + kind).isEqualTo(delta.verdict());
        }
    }

    @Test
    void requiresAnOwnerAndAPurpose() {
        assertThat(judge(delta(WHOLE)).unmet())
                .extracting(RuleResult::id)
                .containsExactly("owner-is-named", "purpose-is-stated");
    }

    @Test
    void everyRuleCarriesARowOfTheControls() {
        assertThat(RuleSet.builtIn().rules())
                .allSatisfy(rule -> assertThat(rule.controls()).as(rule.id()).isNotEmpty());
    }

    /** With the digest of its bytes, which every vetted release has. */
    private static Judgement judge(Delta delta) {
        var known = new java.util.HashMap<>(new FactsBuilder().delta(delta).build().values());
        known.put("release", Map.of("version", "1.0.1", "sha256", "0".repeat(64)));
        return RuleSet.builtIn().judge(Facts.of(known));
    }

    private static Delta delta(Coverage coverage, Finding... findings) {
        return Deltas.of(null, new Delta.Side(RELEASE, null), coverage, List.of(findings));
    }

    private static Finding finding(Severity severity, String title, String purl) {
        return finding(FindingKind.OUTBOUND_DOMAIN, severity, title, purl);
    }

    private static Finding finding(FindingKind kind, Severity severity, String title, String purl) {
        return new Finding(
                title,
                kind,
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
