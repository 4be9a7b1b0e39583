package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.scanners.delta.rule.SourceRule;
import dev.assay.scanners.delta.rule.SourceRules;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.report.ReportFormat;
import dev.assay.scanners.report.RulePages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about sources is an id, a class, a page, and fixtures, bad and benign. The examples of the
 * pages are refreshed with {@code mvn -pl scanners -am test -Dtest=SourceRulesTest
 * -Dgolden.refresh=true}.
 */
class SourceRulesTest {

    private static final Path PAGES = Path.of("../docs/rules");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)## Example\n\n```text\n(.*?)```\n");

    private static final Pattern SEVERITY =
            Pattern.compile("(?m)^(CRITICAL|HIGH|MEDIUM|LOW|INFO)$");

    static List<FindingKind> kinds() {
        return SourceRules.all().stream().map(SourceRule::kind).toList();
    }

    static List<SourceFixture> fixtures() {
        return SourceFixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void tellsWhatIsBadAndLetsPassWhatIsBenign(SourceFixture fixture) {
        var own = own(fixture);
        if (fixture.bad()) {
            assertThat(own)
                    .extracting(Finding::severity, Finding::value)
                    .contains(tuple(fixture.severity(), fixture.value()));
        } else {
            assertThat(own).isEmpty();
        }
        assertThat(fixture.json().path("about").asString()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasFixturesOfBothKindsAndAPageWithAnExampleThatIsAReport(FindingKind kind)
            throws IOException {
        var all = fixtures().stream().filter(each -> each.rule().equals(kind.wireName())).toList();
        assertThat(all).anyMatch(SourceFixture::bad).anyMatch(each -> !each.bad());
        var sections = RulePages.of(kind).orElse("").split("(?m)^## ");
        assertThat(Arrays.stream(sections).skip(1).map(section -> section.split("\n", 2)[0]))
                .containsExactly("Why it matters", "Example", "Known noise", "How to decide");
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("[`" + kind.wireName() + "`](" + kind.wireName() + ".md)");
        var page = PAGES.resolve(kind.wireName() + ".md");
        var report = example(all.stream().filter(SourceFixture::bad).findFirst().orElseThrow());
        if (Boolean.getBoolean("golden.refresh")) {
            var block = "## Example\n\n```text\n" + report + "```\n";
            Files.writeString(
                    page,
                    EXAMPLE.matcher(Files.readString(page))
                            .replaceFirst(Matcher.quoteReplacement(block)));
        }
        var example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();
        assertThat(example.group(1)).isEqualTo(report);
    }

    @Test
    void keepsNoFixtureOfWhatIsNoRule() {
        var ids = kinds().stream().map(FindingKind::wireName).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(fixtures()).allMatch(each -> ids.contains(each.rule()));
    }

    private static List<Finding> own(SourceFixture fixture) {
        return fixture.findings().stream()
                .filter(each -> each.kind().wireName().equals(fixture.rule()))
                .toList();
    }

    private static String example(SourceFixture fixture) {
        var nothing = new Coverage(1, 1, 1, 1, List.of(), 0, 0, 0);
        var delta = Deltas.of(null, fixture.to(), nothing, own(fixture));
        var report = ReportFormat.TEXT.render(delta, false);
        var severity = SEVERITY.matcher(report);
        return severity.find() ? report.substring(severity.start()) : "";
    }
}
