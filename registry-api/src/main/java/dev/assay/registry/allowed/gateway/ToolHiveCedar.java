package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Cedar policies: one permit for each grant; Cedar denies what no policy permits. */
final class ToolHiveCedar implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "toolhive-cedar",
                        ExportGroup.GATEWAY,
                        "ToolHive, Cedar authorization",
                        "The authorization configuration of one release, for thv run --authz-config"
                                + " FILE with OIDC: one permit for each grant, by the caller's"
                                + " subject.",
                        "application/json",
                        "assay-toolhive-authz.json",
                        List.of(
                                "Approvals, arguments and rates.",
                                "Consumers without an identity on record.",
                                "When it was made and how long it holds."),
                        Aspect.TOOLS)
                .withIdentities()
                .ofOneServer();
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return Consumers.objections(server);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("version", "1.0");
            json.writeStringProperty("type", "cedarv1");
            json.writeObjectPropertyStart("cedar");
            json.writeArrayPropertyStart("policies");
            allowed.each(
                    server -> {
                        var permits = permits(server);
                        permits.forEach(json::writeString);
                        forbids(server).forEach(json::writeString);
                        if (permits.isEmpty()) {
                            json.writeString("forbid(principal, action, resource);");
                        }
                    });
            json.writeEndArray();
            json.writeStringProperty("entities_json", "[]");
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** Cedar has a forbid win over every permit, also over one that somebody adds by hand. */
    private static List<String> forbids(AllowedServer server) {
        return server.tools().stream()
                .flatMap(
                        tool ->
                                tool.denials().stream()
                                        .filter(denial -> !denial.identity().isBlank())
                                        .map(
                                                denial ->
                                                        rule(
                                                                "forbid",
                                                                denial.identity(),
                                                                tool.name())))
                .toList();
    }

    private static String rule(String effect, String identity, String tool) {
        return effect
                + "(principal == Client::"
                + Quoted.cedar(identity)
                + ", action == Action::\"call_tool\", resource == Tool::"
                + Quoted.cedar(tool)
                + ");";
    }

    private static List<String> permits(AllowedServer server) {
        return server.allowedTools().stream()
                .flatMap(
                        tool ->
                                tool.grants().stream()
                                        .map(
                                                grant ->
                                                        rule(
                                                                "permit",
                                                                grant.identity(),
                                                                tool.name())))
                .toList();
    }
}
