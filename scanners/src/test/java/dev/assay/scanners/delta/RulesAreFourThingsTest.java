package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.delta.rule.Rules;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.report.ReportFormat;
import dev.assay.scanners.report.RulePages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A rule is an id, a class, a page and fixtures, bad and benign; or its kind says why it has none.
 * The examples of the pages are refreshed with {@code mvn -pl scanners test
 * -Dtest=RulesAreFourThingsTest -Dgolden.refresh=true}.
 */
class RulesAreFourThingsTest {

    private static final Path PAGES = Path.of("../docs/rules");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)## Example\n\n```text\n(.*?)```\n");

    private static final Pattern SEVERITY =
            Pattern.compile("(?m)^(CRITICAL|HIGH|MEDIUM|LOW|INFO)$");

    private static final String OF_SOURCE = "the repository tells it, not the package: SourceRules";

    /** Kinds that no rule of the delta engine tells, and who does or will. */
    private static final Map<FindingKind, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry(
                            FindingKind.UNDECLARED_DESTINATION,
                            "policy tells it, which knows what the request declared"),
                    Map.entry(
                            FindingKind.SIGNATURE_INVALID,
                            "the registry tells it, not the package: PublisherRules, and"
                                    + " Deltas.integrityMismatch"),
                    Map.entry(
                            FindingKind.TOOL_SHADOWING,
                            "it needs the tools of other approved servers, which no pair of versions has"),
                    Map.entry(FindingKind.CANARY_LEAK, "it is seen while a server runs"),
                    Map.entry(FindingKind.FORBIDDEN_CALL, "it is seen while a server runs"),
                    Map.entry(
                            FindingKind.PUBLISHER_CHANGED,
                            "the registry tells it, not the package: PublisherRules"),
                    Map.entry(
                            FindingKind.PROVENANCE_LOST,
                            "the registry tells it, not the package: PublisherRules"),
                    Map.entry(FindingKind.UNSOURCED_FILE, OF_SOURCE),
                    Map.entry(FindingKind.UNSOURCED_FUNCTION, OF_SOURCE),
                    Map.entry(FindingKind.UNSOURCED_FIELD, OF_SOURCE),
                    Map.entry(FindingKind.SOURCE_VERSION, OF_SOURCE),
                    Map.entry(FindingKind.SOURCE_LOST, OF_SOURCE),
                    Map.entry(FindingKind.BOM_MISMATCH, "its vendor tells it: BomDelta"),
                    Map.entry(
                            FindingKind.PACKAGE_MISMATCH,
                            "it needs another package of the same server: PackageMismatch"),
                    Map.entry(
                            FindingKind.VULNERABILITY,
                            "it needs a list of known flaws, which the package does not have"));

    static Set<FindingKind> told() {
        return Rules.byFinding().keySet();
    }

    @Test
    void everyKindHasARuleOrAReasonForNone() {
        var accounted = new TreeSet<>(told());
        accounted.addAll(ELSEWHERE.keySet());
        assertThat(accounted).containsExactlyInAnyOrder(FindingKind.values());
        assertThat(told()).doesNotContainAnyElementsOf(ELSEWHERE.keySet());
    }

    @ParameterizedTest
    @MethodSource("told")
    void hasAPageThatSaysAllAReviewerNeeds(FindingKind kind) {
        var page = RulePages.of(kind).orElse("");
        assertThat(page).startsWith("# `" + kind.wireName() + "`: ");
        var sections = page.split("(?m)^## ");
        assertThat(Arrays.stream(sections).skip(1).map(section -> section.split("\n", 2)[0]))
                .containsExactly("Why it matters", "Example", "Known noise", "How to decide");
        assertThat(sections).allSatisfy(section -> assertThat(section.length()).isGreaterThan(40));
    }

    @ParameterizedTest
    @MethodSource("told")
    void hasFixturesThatAreBadAndFixturesThatAreBenign(FindingKind kind) {
        var own = RuleFixture.all().stream().filter(fixture -> fixture.kind() == kind).toList();
        assertThat(own).anyMatch(RuleFixture::bad).anyMatch(fixture -> !fixture.bad());
    }

    @ParameterizedTest
    @MethodSource("told")
    void showsAsItsExampleWhatAReportSaysOfItsFirstFixture(FindingKind kind) throws IOException {
        var page = PAGES.resolve(kind.wireName() + ".md");
        var report = example(kind);
        if (Boolean.getBoolean("golden.refresh")) {
            var refreshed =
                    EXAMPLE.matcher(Files.readString(page))
                            .replaceFirst(
                                    result ->
                                            "## Example\n\n```text\n"
                                                    + java.util.regex.Matcher.quoteReplacement(
                                                            report)
                                                    + "```\n");
            Files.writeString(page, refreshed);
        }
        var example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();
        assertThat(example.group(1)).isEqualTo(report);
    }

    @Test
    void keepsNoPageAndNoFixtureOfWhatIsNoRule() throws IOException {
        var pages = new TreeSet<String>();
        try (var files = Files.list(PAGES)) {
            files.map(file -> file.getFileName().toString()).forEach(pages::add);
        }
        pages.remove("README.md");
        for (var kind : FindingKind.values()) {
            if (told().contains(kind) || ELSEWHERE.containsKey(kind)) {
                pages.remove(kind.wireName() + ".md");
            }
        }
        assertThat(pages).isEmpty();
        assertThat(RuleFixture.all()).allMatch(fixture -> told().contains(fixture.kind()));
    }

    @ParameterizedTest
    @MethodSource("told")
    void isListedInTheIndex(FindingKind kind) throws IOException {
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("[`" + kind.wireName() + "`](" + kind.wireName() + ".md)");
    }

    /** The text report of the kind's first bad case, without what it says of other kinds. */
    private static String example(FindingKind kind) {
        var fixture =
                RuleFixture.all(true).stream()
                        .filter(candidate -> candidate.kind() == kind)
                        .findFirst()
                        .orElseThrow();
        var delta = fixture.delta(new DeltaEngine());
        var findings = fixture.findings(new DeltaEngine());
        var own = Deltas.of(delta.from(), delta.to(), delta.coverage(), findings);
        var report = ReportFormat.TEXT.render(own, false);
        var severity = SEVERITY.matcher(report);
        return severity.find() ? report.substring(severity.start()) : "";
    }
}
