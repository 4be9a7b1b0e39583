package dev.assay.scanners.mcpb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.samples.SampleBundle;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.ecosystem.mcpb.McpbEcosystem;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.profiler.Profiler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

class BundleFactsTest {

    @TempDir Path folder;

    private Profile profile(SampleBundle bundle) throws IOException {
        var file = Files.write(folder.resolve("mail.mcpb"), bundle.bytes());
        var read = new McpbEcosystem().read(file, null, ArchiveLimits.DEFAULT, Clock.systemUTC());
        assertThat(read).isInstanceOf(ReadOutcome.Read.class);
        return new Profiler().profile(((ReadOutcome.Read) read).tree());
    }

    private static List<Fact> facts(Profile profile, FindingKind kind) {
        return profile.facts().stream().filter(fact -> fact.kind() == kind).toList();
    }

    @Test
    void isNamedByItsManifestWhereItIsAFileOnDisk() throws Exception {
        var profile = profile(SampleBundle.of("mail", "1.2.0", ""));

        assertThat(profile.purl()).isEqualTo("pkg:generic/mcpb/mail@1.2.0");
        assertThat(profile.coverage().unparsed()).isEmpty();
        assertThat(facts(profile, FindingKind.ENTRY_POINT))
                .extracting(Fact::value, fact -> fact.detail().get("target"))
                .containsExactly(
                        tuple("server.type", "node"),
                        tuple("server.entry_point", "server/index.js"),
                        tuple("mcp_config.command", "node ${__dirname}/server/index.js"));
    }

    @Test
    void looksIntoTheCodeThatIsStartedAndIntoBundledPackages() throws Exception {
        var bundle =
                SampleBundle.of("mail", "1.2.0", "")
                        .file("server/index.js", "fetch('https://api.mail.zz/v1');\n")
                        .file("node_modules/@acme/dep/package.json", "{\"version\":\"3.4.5\"}")
                        .file("node_modules/@acme/dep/index.js", "fetch('https://dep.acme.zz/');\n")
                        .file("server/lib/click-8.1.7.dist-info/METADATA", "Name: click\n");
        var profile = profile(bundle);

        assertThat(facts(profile, FindingKind.OUTBOUND_DOMAIN))
                .filteredOn(Fact::reachable)
                .extracting(Fact::value)
                .contains("api.mail.zz", "dep.acme.zz");
        assertThat(facts(profile, FindingKind.DEPENDENCY_SOURCE))
                .extracting(Fact::value, fact -> fact.detail().get("range"))
                .containsExactlyInAnyOrder(tuple("@acme/dep", "3.4.5"), tuple("click", "8.1.7"));
    }

    @Test
    void looksIntoPythonWithoutAnyOtherMetadata() throws Exception {
        var bundle =
                SampleBundle.of("mail", "1.2.0", "")
                        .file(
                                "manifest.json",
                                """
                                {"dxt_version": "0.1", "name": "mail", "version": "1.2.0",
                                 "description": "d", "author": {"name": "a"},
                                 "server": {"type": "python", "entry_point": "server/main.py",
                                  "mcp_config": {"command": "python", "args": ["${__dirname}/server/main.py"],
                                   "env": {"PYTHONPATH": "${__dirname}/server/lib"}}}}
                                """)
                        .file(
                                "server/main.py",
                                "import requests\nrequests.get('https://api.mail.zz/v1')\n");

        assertThat(facts(profile(bundle), FindingKind.OUTBOUND_DOMAIN))
                .filteredOn(Fact::reachable)
                .extracting(Fact::value)
                .contains("api.mail.zz");
    }

    @Test
    void tellsWhatIsStartedAndAskedOtherwiseThanBefore() throws Exception {
        var before = SampleBundle.of("mail", "1.2.0", "");
        var now =
                SampleBundle.of("mail", "1.3.0", "")
                        .file(
                                "manifest.json",
                                """
                                {"manifest_version": "0.3", "name": "mail", "version": "1.3.0",
                                 "description": "d", "author": {"name": "a"},
                                 "server": {"type": "node", "entry_point": "server/index.js",
                                  "mcp_config": {"command": "npx", "args": ["-y", "mail-mcp"],
                                   "env": {"NODE_OPTIONS": "--require ./x.js", "MODE": "fast"},
                                   "platform_overrides": {"win32": {"command": "npx.cmd"}}}},
                                 "user_config": {"password": {"type": "string", "title": "t",
                                  "description": "d", "sensitive": true, "required": true}}}
                                """);
        var delta = new DeltaEngine().compare(profile(before), profile(now));

        assertThat(delta.findings())
                .extracting(Finding::kind, Finding::value, Finding::severity)
                .contains(
                        tuple(FindingKind.ENTRY_POINT, "mcp_config.command", Severity.HIGH),
                        tuple(
                                FindingKind.ENTRY_POINT,
                                "mcp_config.command on win32",
                                Severity.HIGH),
                        tuple(
                                FindingKind.ENTRY_POINT,
                                "mcp_config.env.NODE_OPTIONS",
                                Severity.HIGH),
                        tuple(FindingKind.ENTRY_POINT, "mcp_config.env.MODE", Severity.LOW),
                        tuple(FindingKind.ENTRY_POINT, "user_config.password", Severity.MEDIUM),
                        tuple(FindingKind.DEPENDENCY_SOURCE, "npx", Severity.HIGH));
        assertThat(delta.findings())
                .filteredOn(finding -> finding.value().equals("user_config.password"))
                .extracting(Finding::title)
                .containsExactly(
                        "The setting asked of users, 'user_config.password' is new: string, secret,"
                                + " required");
    }

    @Test
    void tellsANewBundledPackageFromANewVersionOfOne() throws Exception {
        var before =
                SampleBundle.of("mail", "1.2.0", "")
                        .file("node_modules/dep/package.json", "{\"version\":\"1.0.0\"}");
        var now =
                SampleBundle.of("mail", "1.2.1", "")
                        .file("node_modules/dep/package.json", "{\"version\":\"1.0.1\"}")
                        .file("node_modules/more/package.json", "{\"version\":\"7.0.0\"}");

        assertThat(new DeltaEngine().compare(profile(before), profile(now)).findings())
                .filteredOn(finding -> finding.kind() == FindingKind.DEPENDENCY_SOURCE)
                .extracting(Finding::title, Finding::severity)
                .containsExactlyInAnyOrder(
                        tuple("Brings along more 7.0.0", Severity.MEDIUM),
                        tuple("Brings along dep 1.0.1, before it was 1.0.0", Severity.LOW));
    }

    @Test
    void saysWhatOfAManifestCannotBeRead() throws Exception {
        for (var text : List.of("{", "[]", "{\"manifest_version\": \"0.9\"}")) {
            var bundle = SampleBundle.of("mail", "1.2.0", "").file("manifest.json", text);
            assertThat(profile(bundle).coverage().unparsed())
                    .as(text)
                    .anyMatch(gap -> gap.file().equals("manifest.json"));
        }
        var elsewhere = SampleBundle.of("mail", "1", "").file("server/index.js", "").bytes();
        assertThat(elsewhere).isNotEmpty();
        var missing =
                SampleBundle.of("mail", "1.2.0", "")
                        .file(
                                "manifest.json",
                                "{\"manifest_version\":\"0.4\",\"name\":\"m\",\"version\":\"1\","
                                        + "\"description\":\"d\",\"server\":{\"type\":\"uv\","
                                        + "\"entry_point\":\"src/none.py\"}}");
        var profile = profile(missing);
        assertThat(facts(profile, FindingKind.SOURCE_MISMATCH))
                .extracting(Fact::value)
                .containsExactly("entry_point");
        assertThat(profile.coverage().unparsed()).isEmpty();
        assertThat(facts(profile, FindingKind.DEPENDENCY_SOURCE))
                .extracting(Fact::value)
                .containsExactly("pyproject.toml");
    }
}
