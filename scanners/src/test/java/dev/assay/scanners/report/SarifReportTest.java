package dev.assay.scanners.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Facts;
import dev.assay.scanners.profile.Profiles;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;

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
        return new JsonMapper().readTree(ReportFormat.SARIF.render(delta, false));
    }
}
