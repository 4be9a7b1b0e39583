package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What a package brings along: which names, from where, how widely, and whether it uses them. */
class DependencyChangesTest {

    @ParameterizedTest
    @CsvSource({
        "github:someone/b, git",
        "someone/b, git",
        "someone/b#v1, git",
        "gist:11081aaa281, git",
        "git+https://git.example/b.git, git",
        "git+ssh://git@git.example/b.git, git",
        "git@git.example:someone/b.git, git",
        "https://files.example/b.tgz, url",
        "http://files.example/b.tgz, url",
        "file:../b, file",
        "link:../b, file",
        "./b, file",
        "npm:other@1.0.0, alias",
    })
    void namesASourceOutsideTheRegistry(String range, String source) {
        var finding =
                only(
                        FindingKind.DEPENDENCY_SOURCE,
                        "\"dependencies\": {\"b\": \"1.0.0\"}",
                        "\"dependencies\": {\"b\": \"%s\"}".formatted(range));

        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.detail()).containsEntry("source", source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^1.0.0", "1.0.0", "~1", "1.x", ">=1 <2", "1 || 2", "next-5"})
    void takesARangeForTheRegistry(String range) {
        assertThat(
                        of(
                                FindingKind.DEPENDENCY_SOURCE,
                                "\"x\": 1",
                                "\"dependencies\": {\"b\": \"%s\"}".formatted(range)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0, *, MEDIUM",
        "1.0.0, latest, MEDIUM",
        "^1.0.0, '', MEDIUM",
        "^1.0.0, >=1.0.0, MEDIUM",
        "1.0.0, x, MEDIUM",
        "1.0.0, ^1.0.0, LOW",
        "^1.0.0, ^1.1.0, LOW",
        "1.0.0, 1.0.1, LOW",
        "1.0.0, >=1.0.0 <2, LOW",
    })
    void weighsARangeThatAcceptsAnything(String before, String now, Severity severity) {
        var finding =
                only(
                        FindingKind.DEPENDENCY_ADDED,
                        "\"dependencies\": {\"b\": \"%s\"}".formatted(before),
                        "\"dependencies\": {\"b\": \"%s\"}".formatted(now));

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.title().endsWith("any version")).isEqualTo(severity == Severity.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "lodahs, lodash",
        "expres, express",
        "expresss, express",
        "exqress, express",
        "cross_env-spawn, ",
        "node_fetch, node-fetch",
        "nodefetch, node-fetch",
        "modelcontextprotocol-sdk, @modelcontextprotocol/sdk",
        "@modelcontextprotocl/sdk, @modelcontextprotocol/sdk",
        "@modelcontextprotocols/sdk, @modelcontextprotocol/sdk",
        "cornmander, commander",
        "1odash, lodash",
        "ехpress, express",
        "my-own-thing, my-own-things",
        "postcss-plugin-of-mine, ",
        "zad, ",
    })
    void saysWhichNameANewDependencyReadsLike(String name, String meant) {
        var findings =
                of(
                        FindingKind.DEPENDENCY_ADDED,
                        "\"dependencies\": {\"my-own-things\": \"1\"}",
                        "\"dependencies\": {\"my-own-things\": \"1\", \"%s\": \"1\"}"
                                .formatted(name));

        assertThat(findings).singleElement();
        assertThat(findings.getFirst().severity())
                .isEqualTo(meant == null ? Severity.MEDIUM : Severity.HIGH);
        assertThat(findings.getFirst().title().contains("reads like")).isEqualTo(meant != null);
        if (meant != null) {
            assertThat(findings.getFirst().title()).endsWith("a name that reads like " + meant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"preact", "react", "express", "@types/node", "acorn", "hono", "ws"})
    void leavesWellKnownNamesAlone(String name) {
        assertThat(
                        of(
                                FindingKind.DEPENDENCY_ADDED,
                                "\"dependencies\": {\"react\": \"1\"}",
                                "\"dependencies\": {\"react\": \"1\", \"%s\": \"1\"}"
                                        .formatted(name)))
                .allSatisfy(f -> assertThat(f.title()).doesNotContain("reads like"));
    }

    @Test
    void weighsADependencyThatNothingImports() {
        var before = server("{}", "require('zod')").manifest(deps("\"zod\": \"1\""));
        var now =
                server("{}", "require('zod')").manifest(deps("\"zod\": \"1\", \"plain-x\": \"1\""));

        assertThat(of(FindingKind.DEPENDENCY_ADDED, before, now))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.title()).contains("no code of the package imports");
                        });
    }

    @Test
    void notesAnImportThatIsNotDeclared() {
        var before = server("{}", "require('zod')").manifest(deps("\"zod\": \"1\""));
        var now =
                server("{}", "require('zod'); require('left-out/x')")
                        .manifest(deps("\"zod\": \"1\""));

        assertThat(of(FindingKind.DEPENDENCY_ADDED, before, now))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.value()).isEqualTo("left-out");
                            assertThat(finding.severity()).isEqualTo(Severity.LOW);
                            assertThat(finding.title()).contains("does not declare");
                        });
    }

    @Test
    void isSilentAboutUndeclaredImportsOfCodeThatNeverRuns() {
        var before = server("{}", "a()").manifest(deps("\"zod\": \"1\""));
        var now =
                server("{}", "a()")
                        .manifest(deps("\"zod\": \"1\""))
                        .file("test/x.js", "require('vitest')");

        assertThat(of(FindingKind.DEPENDENCY_ADDED, before, now)).isEmpty();
    }

    @Test
    void notesADependencyThatIsInstalledFromNowOn() {
        var finding =
                only(
                        FindingKind.DEPENDENCY_ADDED,
                        "\"peerDependencies\": {\"b\": \"1\"}",
                        "\"dependencies\": {\"b\": \"1\"}");

        assertThat(finding.title()).isEqualTo("The dependency b moved from peer to dependencies");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void notesAnOverride() {
        var finding =
                only(
                        FindingKind.DEPENDENCY_SOURCE,
                        "\"x\": 1",
                        "\"overrides\": {\"b\": \"npm:c@1\"}");

        assertThat(finding.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void seesABundledCopy() {
        var finding =
                only(
                        FindingKind.DEPENDENCY_SOURCE,
                        "\"dependencies\": {\"b\": \"1\"}",
                        "\"dependencies\": {\"b\": \"1\"}, \"bundledDependencies\": [\"b\"]");

        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void seesAShippedLockFileAndItsNewSources() {
        var plain = lock("https://registry.example/b.tgz");
        var findings =
                of(
                        FindingKind.DEPENDENCY_SOURCE,
                        server("{}", "a()").manifest("{\"name\": \"a\"}"),
                        plain);
        assertThat(findings).singleElement().extracting(Finding::severity).isEqualTo(Severity.HIGH);

        assertThat(of(FindingKind.DEPENDENCY_SOURCE, plain, lock("https://evil.example/b.tgz")))
                .singleElement()
                .satisfies(f -> assertThat(f.title()).endsWith(", from evil.example"));
        assertThat(of(FindingKind.DEPENDENCY_SOURCE, plain, lock("https://registry.example/c.tgz")))
                .isEmpty();
    }

    private static Packages lock(String resolved) {
        return server("{}", "a()")
                .manifest("{\"name\": \"a\"}")
                .file(
                        "npm-shrinkwrap.json",
                        "{\"packages\": {\"node_modules/b\": {\"resolved\": \"%s\"}}}"
                                .formatted(resolved));
    }

    private static Packages server(String manifest, String code) {
        return Packages.npm("a", "1.0.0").manifest(manifest).file("index.js", code);
    }

    private static String deps(String dependencies) {
        return "{\"name\": \"a\", \"dependencies\": {" + dependencies + "}}";
    }

    private static Finding only(FindingKind kind, String before, String now) {
        var findings = of(kind, before, now);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static List<Finding> of(FindingKind kind, String before, String now) {
        // A minor release, so that nothing is said of patches.
        return of(
                kind,
                Packages.npm("a", "1.0.0").manifest("{\"name\": \"a\", " + before + "}"),
                Packages.npm("a", "1.1.0").manifest("{\"name\": \"a\", " + now + "}"));
    }

    private static List<Finding> of(FindingKind kind, Packages before, Packages now) {
        return new DeltaEngine()
                .compare(before.profile(), now.profile()).findings().stream()
                        .filter(finding -> finding.kind() == kind)
                        .toList();
    }
}
