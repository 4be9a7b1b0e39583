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

/** Which file runs on start or import, under which command, and what lies there unused. */
class EntryPointChangesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "main": "a.js"                      | "main": "b.js"                      | main             | MEDIUM
                    "module": "a.js"                    | "module": "b.js"                    | module           | MEDIUM
                    "browser": "a.js"                   | "browser": "b.js"                   | browser          | MEDIUM
                    "browser": {"x": "./a.js"}          | "browser": {"x": "./b.js"}          | browser:x        | LOW
                    "exports": {".": "./a.js"}          | "exports": {".": "./b.js"}          | exports:.        | LOW
                    "exports": {"import": "./a.js"}     | "exports": {"import": "./b.js"}     | exports:.:import | LOW
                    "bin": "a.js"                       | "bin": "b.js"                       | bin:a            | MEDIUM
                    "bin": {"x": "a.js"}                | "bin": {"x": "b.js"}                | bin:x            | MEDIUM
                    "types": "a.d.ts"                   | "types": "b.d.ts"                   | types            | INFO
                    "man": "a.1"                        | "man": "b.1"                        | man              | INFO
                    """)
    void seesAnotherTarget(String before, String now, String value, Severity severity) {
        assertThat(of(findings(before, now)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.value()).isEqualTo(value);
                            assertThat(finding.severity()).isEqualTo(severity);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "main": "a.js"         | "main": "./a.js"
                    "bin": "a.js"          | "bin": {"a": "./a.js"}
                    "exports": "./a.js"    | "exports": {".": "./a.js"}
                    """)
    void isSilentAboutAnotherSpelling(String before, String now) {
        assertThat(of(findings(before, now))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "npm", "npx", "git", "curl", "ssh", "python", "tsc", "eslint"})
    void weighsACommandThatTakesAnothersPlace(String command) {
        var findings = of(findings("\"x\": 1", "\"bin\": {\"%s\": \"a.js\"}".formatted(command)));

        assertThat(findings).singleElement().extracting(Finding::severity).isEqualTo(Severity.HIGH);
        assertThat(findings.getFirst().title()).contains("takes the place of");
    }

    @Test
    void leavesAPackageItsOwnCommand() {
        var before = Packages.npm("typescript", "1.0.0").manifest("{\"name\": \"typescript\"}");
        var now =
                Packages.npm("typescript", "1.0.1")
                        .manifest("{\"name\": \"typescript\", \"bin\": {\"tsc\": \"a.js\"}}");

        assertThat(of(new DeltaEngine().compare(before.profile(), now.profile()).findings()))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void leavesACommandOfItsOwnNameAlone() {
        assertThat(of(findings("\"x\": 1", "\"bin\": {\"a-mcp\": \"a.js\"}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.title()).doesNotContain("place of"));
    }

    @Test
    void notesAnotherWayToAFileThatRanBefore() {
        assertThat(
                        of(
                                findings(
                                        "\"bin\": \"a.js\"",
                                        "\"bin\": \"a.js\", \"main\": \"./a.js\", \"mcpName\": \"x/y\"")))
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW, Severity.INFO);
    }

    @Test
    void notesNewCodeThatNothingLeadsTo() {
        var findings =
                of(
                        new DeltaEngine()
                                .compare(
                                        server().profile(),
                                        server().file("lib/x.js", "steal()")
                                                .file("tools/y", "#!/bin/sh\nsteal\n")
                                                .profile())
                                .findings());

        assertThat(findings)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.INFO);
                            assertThat(finding.title())
                                    .isEqualTo(
                                            "Ships new code that nothing leads to: lib/x.js, tools/y");
                            assertThat(finding.detail())
                                    .containsEntry("files", List.of("lib/x.js", "tools/y"));
                        });
    }

    @Test
    void isSilentAboutNewCodeThatIsImportedAndStrayCodeThatOnlyMoved() {
        var before = server().file("old/x.js", "function f(){ idle() }\nf()");
        var now =
                Packages.npm("a", "1.0.1")
                        .manifest("{\"name\": \"a\", \"main\": \"index.js\"}")
                        .file("index.js", "require('./used')")
                        .file("used.js", "fine()")
                        .file("new/x.js", "function f(){ idle() }\nf()");

        assertThat(of(new DeltaEngine().compare(before.profile(), now.profile()).findings()))
                .isEmpty();
    }

    private static Packages server() {
        return Packages.npm("a", "1.0.0")
                .manifest("{\"name\": \"a\", \"main\": \"index.js\"}")
                .file("index.js", "start()");
    }

    private static List<Finding> findings(String before, String now) {
        return new DeltaEngine()
                .compare(
                        Packages.npm("a", "1.0.0")
                                .manifest("{\"name\": \"a\", " + before + "}")
                                .profile(),
                        Packages.npm("a", "1.0.1")
                                .manifest("{\"name\": \"a\", " + now + "}")
                                .profile())
                .findings();
    }

    private static List<Finding> of(List<Finding> findings) {
        return findings.stream().filter(f -> f.kind() == FindingKind.ENTRY_POINT).toList();
    }
}
