package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.workflow.Deed;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Grants as a document for policy engines, over the real pipeline. */
class GrantRulesTest {

    @TempDir Path data;

    @Test
    void areOneForEachGrantThatHoldsWithItsBoundsAndItsEnd() throws Exception {
        try (var upstream = SampleUpstream.start();
                var rig = VettingRig.start(data, upstream.url())) {
            upstream.publish(
                    SamplePackage.of(
                            Map.of(
                                    "package.json",
                                    "{\"name\": \"noted\", \"version\": \"1.0.0\", \"main\": \"index.js\"}",
                                    "index.js",
                                    """
                                    const server = require("./server.js");
                                    server.registerTool("get_note", {description: "Reads.", inputSchema: {}}, async () => {});
                                    server.registerTool("send_note", {description: "Sends.", inputSchema: {}}, async () => {});
                                    """,
                                    "server.js",
                                    "module.exports = {};\n")));
            var release = rig.vet("npm:noted@1.0.0");
            rig.approve(release.id());
            var reader = consumer(rig, "reader");
            var other = consumer(rig, "other");
            var granted = granted(rig, reader, release);
            granted(rig, other, release);

            var rules = rules(rig, Map.of("stage", "pilot", "consumer", "reader"));

            assertThat(rules.path("default").asString()).isEqualTo("deny");
            assertThat(rules.path("on_failure").asString()).isEqualTo("deny");
            assertThat(rules.path("rules")).hasSize(1);
            var rule = rules.at("/rules/0");
            assertThat(rule.path("agent_role").asString()).isEqualTo("reader");
            assertThat(rule.path("identity").asString()).isEqualTo("client-of-reader");
            assertThat(rule.path("server").asString()).isEqualTo("pkg:npm/noted");
            assertThat(rule.path("release").asString()).isEqualTo("pkg:npm/noted@1.0.0");
            assertThat(rule.path("tool").asString()).isEqualTo("get_note");
            assertThat(rule.path("class").asString()).isEqualTo("read");
            assertThat(rule.path("requires_approval").asString()).isEqualTo("none");
            assertThat(rule.at("/rate_limit/max").asInt()).isPositive();
            assertThat(rule.at("/rate_limit/window_ms").asInt()).isGreaterThanOrEqualTo(1000);
            assertThat(rule.path("scope").isArray()).isTrue();
            assertThat(rule.path("until").asString()).isNotBlank();
            assertThat(rules(rig, Map.of("stage", "pilot")).path("rules")).hasSize(2);
            assertThat(rules(rig, Map.of("stage", "production")).path("rules")).isEmpty();

            rig.get(Grants.class).revoke(rig.reviewer(), granted.id(), "done");
            assertThat(rules(rig, Map.of("stage", "pilot", "consumer", "reader")).path("rules"))
                    .isEmpty();
        }
    }

    private static Consumer consumer(VettingRig rig, String name) {
        var form =
                new Consumers.Form(
                        name, "Notes", rig.requester().login(), Stage.PILOT, "client-of-" + name);
        return ((Deed.Done<Consumer>) rig.get(Consumers.class).add(rig.requester(), form)).result();
    }

    private static Grant granted(VettingRig rig, Consumer consumer, Release release) {
        var grants = rig.get(Grants.class);
        var wish = new Grants.Wish(release.id(), "get_note", Stage.PILOT, 30, "the notes");
        var asked = ((Deed.Done<Grant>) grants.ask(rig.requester(), consumer.id(), wish)).result();
        return ((Deed.Done<Grant>) grants.grant(rig.reviewer(), asked.id(), "needed", null))
                .result();
    }

    private static JsonNode rules(VettingRig rig, Map<String, String> parameters)
            throws IOException {
        var format = rig.get("grantRules", ExportFormat.class);
        var out = new ByteArrayOutputStream();
        format.write(new ExportRequest(rig.reviewer(), parameters, "g/", "m/"), out);
        return new JsonMapper().readTree(out.toByteArray());
    }
}
