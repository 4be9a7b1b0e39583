package dev.assay.scanners.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProfilerTest {

    @Test
    void makesTheSameProfileOfTheSameTree() {
        var tree = packageWithEverything().tree();
        assertThat(new Profiler().profile(tree)).isEqualTo(new Profiler().profile(tree));
    }

    @Test
    void seesEveryDeclaredWayIn() {
        assertThat(values(packageWithEverything(), FindingKind.ENTRY_POINT))
                .containsExactlyInAnyOrder(
                        "main", "mcpName", "bin:everything", "exports:.:import", "exports:./x");
    }

    @Test
    void knowsWhatCodeImportsFromWhatItOnlyDeclares() {
        assertThat(packageWithEverything().profile().facts())
                .filteredOn(fact -> fact.kind() == FindingKind.DEPENDENCY_ADDED)
                .extracting(fact -> fact.value() + " " + fact.detail().get("imported"))
                .containsExactlyInAnyOrder("used code", "typed types", "idle no", "native no");
    }

    @Test
    void knowsTheHostsOfAServiceDescription() {
        assertThat(values(packageWithEverything(), FindingKind.OUTBOUND_DOMAIN))
                .contains("api.every.dev");
    }

    @Test
    void leavesUnreachableCodeMarkedSo() {
        var profile =
                Packages.npm("a", "1.0.0")
                        .manifest("{\"main\": \"index.js\"}")
                        .file("index.js", "export {};")
                        .file("test/run.js", "require('child_process').execSync('id');")
                        .profile();
        assertThat(profile.facts())
                .filteredOn(fact -> fact.kind() == FindingKind.PROCESS_SPAWN)
                .singleElement()
                .satisfies(fact -> assertThat(fact.reachable()).isFalse());
    }

    @Test
    void followsAnInstallCommandThroughScriptsAndFiles() {
        var profile =
                Packages.npm("a", "1.0.0")
                        .manifest(
                                "{\"scripts\": {\"postinstall\": \"npm run build\","
                                        + " \"build\": \"node scripts/build && echo done\"}}")
                        .file("scripts/build.js", "require('./lib'); spawn('tool.sh')")
                        .file("scripts/lib.js", "")
                        .file("tool.sh", "make")
                        .file("other.js", "")
                        .profile();
        assertThat(profile.facts())
                .filteredOn(fact -> fact.kind() == FindingKind.INSTALL_HOOK)
                .singleElement()
                .extracting(fact -> fact.detail().get("closure"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("scripts/build.js", "scripts/lib.js", "tool.sh");
    }

    @Test
    void readsAManifestWithAByteOrderMarkAndFieldsOfOddTypes() {
        var profile =
                Packages.npm("a", "1.0.0")
                        .manifest(
                                "\uFEFF{\"main\": 7, \"bin\": [], \"scripts\": \"x\","
                                        + " \"dependencies\": {\"b\": {}}, \"license\": {\"type\": \"MIT\"}}")
                        .profile();
        assertThat(profile.coverage().unparsed()).isEmpty();
        assertThat(profile.facts()).extracting(Fact::value).containsExactly("MIT");
    }

    @Test
    void namesAManifestThatIsNoJson() {
        var profile = Packages.npm("a", "1.0.0").manifest("{").profile();
        assertThat(profile.coverage().unparsed())
                .extracting(Coverage.Unparsed::file)
                .containsExactly("package.json");
    }

    private static List<String> values(Packages built, FindingKind kind) {
        return built.profile().facts().stream()
                .filter(fact -> fact.kind() == kind)
                .map(Fact::value)
                .toList();
    }

    private static Packages packageWithEverything() {
        return Packages.npm("@s/everything", "1.0.0")
                .manifest(
                        """
                        {"name": "@s/everything", "main": "index.js", "bin": "cli.js",
                         "mcpName": "io.example/everything",
                         "exports": {".": {"types": "./index.d.ts", "import": "./index.js"}, "./x": "./x.js"},
                         "dependencies": {"used": "1", "typed": "1", "idle": "1"},
                         "optionalDependencies": {"native": "1"}}
                        """)
                .file("index.js", "import 'used'; import './x.js';")
                .file("x.js", "export const x = 1;")
                .file("cli.js", "import './index.js';")
                .file("index.d.ts", "import type { T } from 'typed';")
                .file(
                        "api.json",
                        "{\"openapi\": \"3.0.0\", \"servers\": [{\"url\": \"https://api.every.dev/v1\"}]}");
    }
}
