package dev.assay.registry.allowed.gateway;

import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.Constraint;
import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** All of it, for a policy engine of one's own. */
final class NeutralPolicy implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "tool-policy",
                        ExportGroup.GATEWAY,
                        "Tool policy, neutral JSON",
                        "A rule for each grant (agent_role, tool, scope, requires_approval, limits)"
                                + ", one for each tool that is denied to everybody, and one for each"
                                + " that a consumer's profile never lets it call, for a policy engine"
                                + " of your own.",
                        "application/json",
                        "assay-tool-policy.json",
                        List.of("How a gateway enforces it: that is the reader's to do."),
                        Aspect.TOOLS,
                        Aspect.APPROVAL,
                        Aspect.CONSTRAINTS,
                        Aspect.RATES)
                .withApproval(ApprovalMode.DUAL)
                .withIdentities();
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "assay-tool-policy/1");
            json.writeArrayPropertyStart("remarks");
            allowed.head(false).forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty("policy_sha256", allowed.digest().hex());
            json.writeStringProperty("made_at", allowed.made().toString());
            json.writeName("valid_until");
            var until = allowed.until();
            if (until == null) {
                json.writeNull();
            } else {
                json.writeString(until.toString());
            }
            json.writeStringProperty("environment", allowed.stage().words());
            json.writeStringProperty("default", "deny");
            json.writeStringProperty("fail_mode", "closed");
            json.writeArrayPropertyStart("rules");
            allowed.each(server -> write(server, json));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(AllowedServer server, JsonGenerator json) {
        for (var tool : server.tools()) {
            if (!tool.allowed()) {
                rule(server, tool, "*", "deny", json);
                json.writeStringProperty("reason", tool.why());
                json.writeEndObject();
            }
            for (var denial : tool.denials()) {
                rule(server, tool, denial.consumer(), "deny", json);
                json.writeStringProperty("identity", denial.identity());
                json.writeStringProperty("profile", denial.profile());
                json.writeStringProperty("reason", denial.why());
                json.writeEndObject();
            }
            for (var grant : tool.grants()) {
                rule(server, tool, grant.consumer(), "allow", json);
                json.writeStringProperty("identity", grant.identity());
                allow(tool, json);
                json.writeStringProperty("valid_until", grant.until().toString());
                json.writeEndObject();
            }
        }
    }

    private static void rule(
            AllowedServer server,
            AllowedTool tool,
            String role,
            String effect,
            JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("agent_role", role);
        json.writeStringProperty("server", server.purl());
        json.writeName("sha256");
        json.writePOJO(server.sha256());
        json.writeStringProperty("tool", tool.name());
        json.writeStringProperty("effect", effect);
    }

    private static void allow(AllowedTool tool, JsonGenerator json) {
        var terms = tool.terms();
        json.writeStringProperty("class", tool.toolClass().words());
        json.writeArrayPropertyStart("scope");
        terms.constraints().stream().map(Constraint::words).forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("conditions");
        Conditions.cel(terms.constraints(), "arguments").forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("daily_caps");
        for (var each : terms.constraints()) {
            if (each instanceof Constraint.Cap(var unit, var perDay)) {
                json.writeStartObject();
                json.writeStringProperty("unit", unit);
                json.writeNumberProperty("per_day", perDay);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("rate_limit");
        json.writeNumberProperty("max", terms.rateLimit().max());
        json.writeNumberProperty("window_seconds", terms.rateLimit().windowSeconds());
        json.writeEndObject();
        json.writeBooleanProperty("requires_approval", terms.approvalMode() != ApprovalMode.NONE);
        json.writeStringProperty("approval", terms.approvalMode().words());
    }
}
