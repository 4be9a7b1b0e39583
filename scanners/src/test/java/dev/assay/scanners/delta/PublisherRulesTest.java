package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.delta.rule.PublisherRule;
import dev.assay.scanners.delta.rule.PublisherRules;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.report.ReportFormat;
import dev.assay.scanners.report.RulePages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about publishers is an id, a class, a place on a page, and fixtures, bad and benign. The
 * examples of the pages are refreshed with {@code mvn -pl scanners -am test
 * -Dtest=PublisherRulesTest -Dgolden.refresh=true}.
 */
class PublisherRulesTest {

    private static final Path PAGES = Path.of("../docs/rules");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)## Example\n\n```text\n(.*?)```\n");

    private static final Pattern SEVERITY =
            Pattern.compile("(?m)^(CRITICAL|HIGH|MEDIUM|LOW|INFO)$");

    static List<PublisherRule> rules() {
        return PublisherRules.all();
    }

    static List<PublisherFixture> fixtures() {
        return PublisherFixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void tellsWhatIsBadAndLetsPassWhatIsBenign(PublisherFixture fixture) {
        var own =
                fixture.findings().stream()
                        .filter(each -> each.detail().get("rule").equals(fixture.rule()))
                        .toList();
        if (fixture.bad()) {
            assertThat(own)
                    .extracting(Finding::severity, Finding::value)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple(
                                    fixture.severity(), fixture.value()));
        } else {
            assertThat(own).isEmpty();
        }
        assertThat(fixture.json().path("about").asString()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHasFixturesOfBothKindsAndAPlaceOnItsPage(PublisherRule rule) {
        var own = fixtures().stream().filter(each -> each.rule().equals(rule.id())).toList();
        assertThat(own).anyMatch(PublisherFixture::bad).anyMatch(each -> !each.bad());
        assertThat(RulePages.of(rule.kind()).orElse("")).contains("`" + rule.id() + "`");
    }

    @Test
    void keepsNoFixtureOfWhatIsNoRule() {
        var ids = rules().stream().map(PublisherRule::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(fixtures()).allMatch(each -> ids.contains(each.rule()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISHER_CHANGED", "PROVENANCE_LOST", "SIGNATURE_INVALID"})
    void everyKindHasAPageWithAnExampleThatIsAReport(FindingKind kind) throws IOException {
        var sections = RulePages.of(kind).orElse("").split("(?m)^## ");
        assertThat(Arrays.stream(sections).skip(1).map(section -> section.split("\n", 2)[0]))
                .containsExactly("Why it matters", "Example", "Known noise", "How to decide");
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("[`" + kind.wireName() + "`](" + kind.wireName() + ".md)");
        var page = PAGES.resolve(kind.wireName() + ".md");
        if (Boolean.getBoolean("golden.refresh")) {
            var block = "## Example\n\n```text\n" + example(kind) + "```\n";
            Files.writeString(
                    page,
                    EXAMPLE.matcher(Files.readString(page))
                            .replaceFirst(Matcher.quoteReplacement(block)));
        }
        var example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();
        assertThat(example.group(1)).isEqualTo(example(kind));
    }

    private static String example(FindingKind kind) {
        var rule =
                rules().stream()
                        .filter(each -> each.kind() == kind)
                        .map(PublisherRule::id)
                        .findFirst()
                        .orElseThrow();
        var fixture =
                fixtures().stream()
                        .filter(each -> each.bad() && each.rule().equals(rule))
                        .findFirst()
                        .orElseThrow();
        var own = fixture.findings().stream().filter(each -> each.kind() == kind).toList();
        var nothing = new Coverage(1, 1, 1, 1, List.of(), 0, 0, 0);
        var delta = Deltas.of(fixture.from(), fixture.to(), nothing, own);
        var report = ReportFormat.TEXT.render(delta, false);
        var severity = SEVERITY.matcher(report);
        return severity.find() ? report.substring(severity.start()) : "";
    }
}
