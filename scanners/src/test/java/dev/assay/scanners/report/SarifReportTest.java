package dev.assay.scanners.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Facts;
import dev.assay.scanners.profile.Profiles;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the SARIF 2.1.0 schema requires, and what code-scanning services stumble over. */
class SarifReportTest {

    @Test
    void hasWhatTheSchemaRequires() {
        var log = log();
        assertThat(log.path("version").stringValue()).isEqualTo("2.1.0");
        var run = log.path("runs").get(0);
        var rules = run.path("tool").path("driver").path("rules");
        assertThat(run.path("tool").path("driver").path("name").stringValue()).isEqualTo("Assay");
        assertThat(run.path("invocations").get(0).path("executionSuccessful").booleanValue())
                .isTrue();
        assertThat(run.path("results").values()).hasSize(2);
        for (var result : run.path("results").values()) {
            assertThat(result.path("message").path("text").stringValue()).isNotBlank();
            assertThat(result.path("level").stringValue()).isIn("error", "warning", "note");
            assertThat(rules.get(result.path("ruleIndex").intValue()).path("id"))
                    .isEqualTo(result.path("ruleId"));
        }
    }

    /**
     * Every form of finding that a fixture has, hostile text, and the pair of the golden reports.
     */
    @Test
    void isWhatItsSchemaDescribes() throws IOException {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(
                                Files.readString(
                                        Path.of(
                                                "src/test/resources/sarif/sarif-2.1.0-rtm.5.json")));
        for (var delta : deltas()) {
            var sarif =
                    ReportFormat.SARIF.render(delta, false, URI.create("https://assay.example"));
            assertThat(schema.validate(sarif, InputFormat.JSON)).as(sarif).isEmpty();
        }
        assertThat(schema.validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON))
                .isNotEmpty();
    }

    private static List<Delta> deltas() {
        var engine = new DeltaEngine();
        var from = Profiles.of("pkg:npm/a@1.0.0").functions("a");
        var to =
                Profiles.of("pkg:npm/a@1.1.0")
                        .unparsed("b \u202E.js", "not \"JavaScript\"")
                        .parsed(900)
                        .facts(
                                Facts.of(FindingKind.OUTBOUND_DOMAIN, "x.dev\u0000")
                                        .at("../a\\ \u001Bé%/b.js", 3, "fetch(\n'x'\u202E)"));
        var gone = engine.compare(to.profile(), from.profile());
        var foreign =
                Deltas.merge(
                        engine.compare(from.profile(), to.profile()),
                        List.of(engine.arrive(Profiles.of("not a purl").parsed(1).profile())));
        return List.of(
                gone,
                foreign,
                Deltas.notScanned(null, gone.to(), "it timed out"),
                engine.compare(null, to.profile()));
    }

    @Test
    void ranksRulesAsTheirWorstResultAndExplainsThem() {
        var rules = run().path("tool").path("driver").path("rules");
        assertThat(rules.values())
                .allSatisfy(
                        rule -> {
                            assertThat(rule.path("properties").path("tags").values()).isNotEmpty();
                            assertThat(rule.path("help").path("markdown").stringValue())
                                    .startsWith("# `" + rule.path("id").stringValue() + "`");
                            assertThat(rule.path("helpUri").stringValue())
                                    .isEqualTo(
                                            "https://assay.example/base/rules/"
                                                    + rule.path("id").stringValue());
                        });
        assertThat(rules.values())
                .extracting(
                        rule -> rule.path("id").stringValue(),
                        rule -> rule.path("properties").path("security-severity").stringValue())
                .containsExactly(tuple("env-access", "0.0"), tuple("native-binary", "5.5"));
    }

    @Test
    void keepsFingerprintsWhereCodeMovesOrIsBundledAnew() {
        var before = fingerprints("dist/chunk-AAAA.js", 3);
        assertThat(fingerprints("dist/chunk-AAAA.js", 30)).isEqualTo(before);
        assertThat(fingerprints("dist/chunk-BBBB.js", 1)).isEqualTo(before);
    }

    private static List<String> fingerprints(String file, int line) {
        var from = Profiles.of("pkg:npm/a@1.0.0").functions("a").profile();
        var to =
                Profiles.of("pkg:npm/a@1.0.1")
                        .functions("a", "b")
                        .facts(Facts.of(FindingKind.OUTBOUND_DOMAIN, "x.dev").at(file, line, "x"))
                        .profile();
        var delta = new DeltaEngine().compare(from, to);
        var results =
                new JsonMapper()
                        .readTree(ReportFormat.SARIF.render(delta, false))
                        .path("runs")
                        .get(0)
                        .path("results");
        assertThat(results.get(0).path("baselineState").stringValue()).isEqualTo("new");
        return results.valueStream().map(r -> r.path("partialFingerprints").toString()).toList();
    }

    @Test
    void showsNoMoreThanServicesTakeAndTheWorstFirst() {
        var profile = Profiles.of("pkg:npm/a@1.0.0");
        for (var number = 0; number < 6_000; number++) {
            profile.facts(Facts.of(FindingKind.ENV_ACCESS, "V" + number));
        }
        profile.facts(Facts.of(FindingKind.OBFUSCATION, "packed eval"));
        var sarif =
                ReportFormat.SARIF.render(
                        new DeltaEngine().compare(null, profile.profile()), false);
        var results = new JsonMapper().readTree(sarif).path("runs").get(0).path("results");
        assertThat(results.size()).isEqualTo(5_000);
        assertThat(results.get(0).path("ruleId").stringValue()).isEqualTo("obfuscation");
    }

    @Test
    void namesFilesByRelativeReferences() {
        for (var result : log().path("runs").get(0).path("results").values()) {
            var uri = artifact(result).path("uri").stringValue();
            assertThat(URI.create(uri).isAbsolute()).as(uri).isFalse();
            assertThat(uri).doesNotContain(" ");
        }
    }

    @Test
    void givesNoRegionWhereAWholeFileIsMeant() {
        for (var result : log().path("runs").get(0).path("results").values()) {
            var region = result.path("locations").get(0).path("physicalLocation").path("region");
            assertThat(region.isMissingNode() || region.path("startLine").intValue() >= 1).isTrue();
        }
    }

    private static JsonNode artifact(JsonNode result) {
        return result.path("locations").get(0).path("physicalLocation").path("artifactLocation");
    }

    private static JsonNode log() {
        var profile =
                Profiles.of("pkg:npm/a@1.0.0")
                        .facts(
                                Facts.of(FindingKind.ENV_ACCESS, "X").at("c:/a b/%41?#.js", 3, "x"),
                                Facts.of(FindingKind.NATIVE_BINARY, "x.node")
                                        .with("format", "elf")
                                        .at("x.node", 0, ""))
                        .profile();
        var delta = new DeltaEngine().compare(null, profile);
        return new JsonMapper()
                .readTree(
                        ReportFormat.SARIF.render(
                                delta, false, URI.create("https://assay.example/base")));
    }

    private static JsonNode run() {
        return log().path("runs").get(0);
    }
}
