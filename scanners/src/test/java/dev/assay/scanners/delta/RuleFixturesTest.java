package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.scanners.delta.rule.Rules;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Small packages of each rule, from their files through the whole profiler to the findings. */
class RuleFixturesTest {

    private static final Pattern HOST =
            Pattern.compile("(?:https?:|wss?:)//([\\w.-]+)|[\\w.-]+@([\\w-]+(?:\\.[\\w-]+)+)");

    /** Reserved for examples (RFC 2606), never assigned (ISO 3166 keeps ZZ for users), or here. */
    private static final Pattern NOWHERE =
            Pattern.compile(
                    ".*\\.(?:example|zz)|localhost|127\\.0\\.0\\.1|\\d+(?:\\.\\d+)*(?:-\\w+)?");

    static List<RuleFixture> bad() {
        return RuleFixture.all(true);
    }

    static List<RuleFixture> benign() {
        return RuleFixture.all(false);
    }

    /** Of these kinds every fact is bad: what is benign is that there is none. */
    private static final Set<FindingKind> FACTS_ARE_BAD =
            Set.of(FindingKind.ARCHIVE_HAZARD, FindingKind.COVERAGE, FindingKind.SOURCE_MISMATCH);

    static List<RuleFixture> benignWithFacts() {
        return benign().stream()
                .filter(fixture -> !FACTS_ARE_BAD.contains(fixture.kind()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void tellsWhatIsBad(RuleFixture fixture) {
        assertThat(fixture.findings(new DeltaEngine()))
                .extracting(Finding::value, Finding::severity)
                .contains(tuple(fixture.expected().value(), fixture.expected().severity()));
    }

    @ParameterizedTest
    @MethodSource("benign")
    void makesNoNoiseAboutWhatIsBenign(RuleFixture fixture) {
        assertThat(fixture.findings(new DeltaEngine()))
                .filteredOn(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .isEmpty();
    }

    /** A benign case in which the rule finds nothing to judge would prove nothing. */
    @ParameterizedTest
    @MethodSource("benignWithFacts")
    void givesTheRuleSomethingToJudgeInWhatIsBenign(RuleFixture fixture) {
        var judged = Rules.byFinding().get(fixture.kind()).kind();
        assertThat(fixture.profiles())
                .anySatisfy(
                        profile ->
                                assertThat(profile.facts())
                                        .anyMatch(fact -> fact.kind() == judged));
    }

    /** Nothing else may tell what the rule is there for. */
    @ParameterizedTest
    @MethodSource("bad")
    void tellsNothingOnceItsRuleIsSwitchedOff(RuleFixture fixture) {
        var rules = Rules.byKind();
        rules.remove(Rules.byFinding().get(fixture.kind()).kind());
        assertThat(fixture.findings(new DeltaEngine(rules)))
                .filteredOn(finding -> finding.value().equals(fixture.expected().value()))
                .isEmpty();
    }

    @Test
    void namesNoHostThatAnybodyCouldReach() throws IOException {
        var reachable = new TreeSet<String>();
        try (var files = Files.walk(RuleFixture.ROOT)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                var host = HOST.matcher(text);
                while (host.find()) {
                    var name = host.group(1) != null ? host.group(1) : host.group(2);
                    if (!NOWHERE.matcher(name).matches()) {
                        reachable.add(file + ": " + name);
                    }
                }
            }
        }
        assertThat(reachable).isEmpty();
    }
}
