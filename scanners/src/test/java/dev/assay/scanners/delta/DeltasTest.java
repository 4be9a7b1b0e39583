package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Facts;
import dev.assay.scanners.profile.Profiles;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DeltasTest {

    private static final Facts CALL =
            Facts.of(FindingKind.OUTBOUND_DOMAIN, "x.dev").with("contacted", true);

    private final DeltaEngine engine = new DeltaEngine();

    @Test
    void isQuietWhenNothingIsAboveLow() {
        var from = Profiles.of("pkg:npm/a@1.0.0").profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(Facts.of(FindingKind.ENV_ACCESS, "LOG_LEVEL"))
                        .profile();
        assertThat(engine.compare(from, to).verdict()).isEqualTo(Verdict.QUIET);
    }

    @Test
    void asksForAReviewFromMediumOn() {
        var from = Profiles.of("pkg:npm/a@1.0.0").profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(Facts.of(FindingKind.TELEMETRY, "posthog"))
                        .profile();
        assertThat(engine.compare(from, to).verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void blocksOnAnythingCritical() {
        var from = Profiles.of("pkg:npm/a@1.0.0").profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(Facts.of(FindingKind.CONSTANT_RECIPIENT, "a@b.club"))
                        .profile();
        assertThat(engine.compare(from, to).verdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void isNeverQuietBelowTheRequiredCoverage() {
        var delta = engine.compare(null, Profiles.of("pkg:npm/a@1.0.0").parsed(994).profile());
        assertThat(delta.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(delta.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(FindingKind.COVERAGE);
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                        });
    }

    @Test
    void isQuietAtExactlyTheRequiredCoverage() {
        var delta = engine.compare(null, Profiles.of("pkg:npm/a@1.0.0").parsed(995).profile());
        assertThat(delta.verdict()).isEqualTo(Verdict.QUIET);
    }

    @Test
    void blocksOnBytesThatWereNotPromised() {
        var to = new Delta.Side("pkg:npm/a@1.0.0", null);
        var delta = Deltas.integrityMismatch(null, to, "sha512-a", "sha512-b");
        assertThat(delta.verdict()).isEqualTo(Verdict.BLOCK);
    }

    /** Each case has one reason for its verdict, and nothing else that would lead to it. */
    @Test
    void isGivenByEachReasonAlone() {
        assertThat(verdict(WHOLE)).isEqualTo(Verdict.QUIET);
        assertThat(verdict(WHOLE, of(FindingKind.ENV_ACCESS, Severity.LOW)))
                .isEqualTo(Verdict.QUIET);
        assertThat(verdict(WHOLE, of(FindingKind.ENV_ACCESS, Severity.MEDIUM)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(WHOLE, of(FindingKind.ENV_ACCESS, Severity.HIGH)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(WHOLE, of(FindingKind.ENV_ACCESS, Severity.CRITICAL)))
                .isEqualTo(Verdict.BLOCK);
        assertThat(verdict(WHOLE, of(FindingKind.SIGNATURE_INVALID, Severity.LOW)))
                .isEqualTo(Verdict.BLOCK);
        assertThat(verdict(WHOLE, of(FindingKind.ARCHIVE_HAZARD, Severity.HIGH)))
                .isEqualTo(Verdict.BLOCK);
        assertThat(verdict(WHOLE, of(FindingKind.ARCHIVE_HAZARD, Severity.MEDIUM)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(new Coverage(1, 2_000, 1_000, 995, List.of(), 1, 0, 0)))
                .isEqualTo(Verdict.QUIET);
        assertThat(verdict(new Coverage(1, 2_000, 1_000, 994, List.of(), 1, 0, 0)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(
                        verdict(
                                new Coverage(1, 2_000, 1_000, 0, List.of(), 1, 0, 0),
                                of(FindingKind.SIGNATURE_INVALID, Severity.INFO)))
                .isEqualTo(Verdict.BLOCK);
    }

    @Test
    void isNoQuieterTogetherThanAPackageOfItsOwn() {
        var root =
                Deltas.of(
                        null,
                        SIDE,
                        new Coverage(9, 9, 9_000_000, 9_000_000, List.of(), 1, 0, 0),
                        List.of());
        var unread = engine.arrive(Profiles.of("pkg:npm/b@1.0.0").parsed(10).profile());
        assertThat(Deltas.merge(root, List.of(unread)).coverage().sufficient()).isTrue();
        assertThat(Deltas.merge(root, List.of(unread)).verdict()).isEqualTo(Verdict.REVIEW);
    }

    private static final Coverage WHOLE = new Coverage(1, 2_000, 1_000, 1_000, List.of(), 1, 0, 0);
    private static final Delta.Side SIDE = new Delta.Side("pkg:npm/a@1.0.0", null);

    private static Verdict verdict(Coverage coverage, Finding... findings) {
        return Deltas.of(null, SIDE, coverage, List.of(findings)).verdict();
    }

    private static Finding of(FindingKind kind, Severity severity) {
        return new Finding(
                "id",
                kind,
                Change.PRESENT,
                severity,
                "v",
                "t",
                true,
                Via.PLAIN,
                List.of(),
                Map.of());
    }

    @Test
    void makesOneFindingOfTheCopiesInTwoBuilds() {
        var from = Profiles.of("pkg:npm/a@1.0.0").profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(
                                Facts.of(FindingKind.TELEMETRY, "posthog")
                                        .at("dist/esm/t.js", 3, "x"),
                                Facts.of(FindingKind.TELEMETRY, "posthog")
                                        .at("dist/cjs/t.js", 4, "x"))
                        .profile();
        assertThat(engine.compare(from, to).findings())
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.evidence())
                                        .extracting(Evidence::file)
                                        .containsExactly("dist/cjs/t.js", "dist/esm/t.js"));
    }

    @Test
    void keepsAFindingsIdWhenItsPlaceChanges() {
        var from = Profiles.of("pkg:npm/a@1.0.0").profile();
        var here = Profiles.of("pkg:npm/a@1.0.1").facts(CALL.at("dist/chunk-AAAA.js", 9, "x"));
        var first = engine.compare(from, here.profile()).findings().getFirst().id();
        var there = Profiles.of("pkg:npm/a@1.0.2").facts(CALL.at("dist/chunk-BBBB.js", 4, "y"));
        var second = engine.compare(from, there.profile()).findings().getFirst().id();
        assertThat(first).isEqualTo(second).hasSize(16);
    }

    @Test
    void isTheSameInEveryRun() {
        var from = Profiles.of("pkg:npm/a@1.0.0").functions("f").profile();
        var to = Profiles.of("pkg:npm/a@1.0.1").functions("f", "f", "g").facts(CALL).profile();
        assertThat(engine.compare(from, to)).isEqualTo(engine.compare(from, to));
        assertThat(engine.compare(from, to).coverage().newFunctions()).isEqualTo(2);
    }

    @Test
    void namesThePackagesOfAClosureInTheEvidence() {
        var root =
                engine.compare(
                        Profiles.of("pkg:npm/a@1.0.0").profile(),
                        Profiles.of("pkg:npm/a@1.0.1").facts(CALL).profile());
        var dependency =
                engine.compare(
                        Profiles.of("pkg:npm/b@2.0.0").profile(),
                        Profiles.of("pkg:npm/b@2.0.1").facts(CALL).parsed(900).profile());

        var merged = Deltas.merge(root, List.of(dependency));

        assertThat(merged.to().purl()).isEqualTo("pkg:npm/a@1.0.1");
        assertThat(merged.coverage().codeBytes()).isEqualTo(2_000);
        assertThat(merged.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.OUTBOUND_DOMAIN)
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.evidence())
                                        .extracting(Evidence::packageUrl)
                                        .containsExactly("pkg:npm/a@1.0.1", "pkg:npm/b@2.0.1"));
    }

    @Test
    void weighsAHostThatComesWithANewDependencyAsNew() {
        var delta = engine.arrive(Profiles.of("pkg:npm/b@2.0.0").facts(CALL).profile());
        assertThat(delta.findings()).extracting(Finding::severity).containsExactly(Severity.HIGH);
    }

    @Test
    void takesAHostOfAFirstLookAsOrdinary() {
        var delta = engine.compare(null, Profiles.of("pkg:npm/b@2.0.0").facts(CALL).profile());
        assertThat(delta.findings()).extracting(Finding::severity).containsExactly(Severity.LOW);
    }

    @Test
    void saysOfMoreCallersOfAKnownProgramNoMoreThanANote() {
        var from =
                Profiles.of("pkg:npm/a@1.0.0")
                        .functions("f")
                        .facts(Facts.of(FindingKind.PROCESS_SPAWN, "git").in("f"))
                        .profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .functions("f", "g")
                        .facts(
                                Facts.of(FindingKind.PROCESS_SPAWN, "git").in("f"),
                                Facts.of(FindingKind.PROCESS_SPAWN, "git")
                                        .in("g")
                                        .at("x.js", 7, ""))
                        .profile();
        assertThat(engine.compare(from, to).findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.LOW);
                            assertThat(finding.evidence().getFirst().file()).isEqualTo("x.js");
                        });
    }

    @Test
    void weighsAConstantThatJoinsAKnownCall() {
        var from = Profiles.of("pkg:npm/a@1.0.0").facts(field("To", ""), field("Subject", ""));
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(field("To", ""), field("Subject", ""), field("Tag", "x"));
        assertThat(engine.compare(from.profile(), to.profile()).findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
                            assertThat(finding.title()).endsWith("Tag to x.dev, always as x");
                        });
    }

    @Test
    void tellsTheFieldsOfANewCallAsOneNote() {
        var from = Profiles.of("pkg:npm/a@1.0.0");
        var to = Profiles.of("pkg:npm/a@1.0.1").facts(field("To", ""), field("Tag", "x"));
        assertThat(engine.compare(from.profile(), to.profile()).findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.LOW);
                            assertThat(finding.value()).isEqualTo("x.dev");
                            assertThat(finding.detail())
                                    .containsEntry("fields", List.of("Tag", "To"));
                        });
    }

    @Test
    void knowsATokenThatWasReadBesideAHostThatWasCalled() {
        var flow =
                Facts.of(FindingKind.SECRET_FLOW, "A_TOKEN -> x.dev")
                        .with("variable", "A_TOKEN")
                        .with("host", "x.dev");
        var from =
                Profiles.of("pkg:npm/a@1.0.0")
                        .facts(CALL, Facts.of(FindingKind.ENV_ACCESS, "A_TOKEN"));
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .facts(CALL, Facts.of(FindingKind.ENV_ACCESS, "A_TOKEN"), flow);
        assertThat(engine.compare(from.profile(), to.profile()).findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
    }

    private static Facts field(String name, String constant) {
        return Facts.of(FindingKind.PAYLOAD_FIELD, "x.dev " + name)
                .with("field", name)
                .with("destination", "x.dev")
                .with("constant", constant);
    }
}
