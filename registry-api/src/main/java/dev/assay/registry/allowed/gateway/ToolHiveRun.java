package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** The part of a RunConfig that limits a server: its profile, isolation and tools. */
final class ToolHiveRun implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "toolhive-run",
                        ExportGroup.GATEWAY,
                        "ToolHive, run configuration",
                        "The part of one release's RunConfig that limits it, to be merged into yours:"
                                + " permission_profile, isolate_network and tools_filter.",
                        "application/json",
                        "assay-toolhive-run.json",
                        List.of(
                                "Approvals, arguments and rates.",
                                "Who calls: toolhive-cedar does.",
                                "No tool at all: an empty filter lets all of them through.",
                                "Wildcards and several ports of hosts.",
                                "When it was made and how long it holds."),
                        Aspect.TOOLS)
                .ofOneServer();
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<>(ToolHiveProfile.objections(server));
        if (server.allowedTools().isEmpty()) {
            objections.add(
                    Objection.server(
                            "none of its tools may be called, and an empty tools_filter lets all of"
                                    + " them through",
                            "do not run it, or have its tools classed"));
        }
        return objections;
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            allowed.each(
                    server -> {
                        json.writeStartObject();
                        json.writeStringProperty("name", server.versionHandle());
                        json.writeBooleanProperty("isolate_network", true);
                        json.writeObjectPropertyStart("permission_profile");
                        ToolHiveProfile.write(server, json);
                        json.writeEndObject();
                        json.writeArrayPropertyStart("tools_filter");
                        server.allowedTools().stream()
                                .map(AllowedTool::name)
                                .forEach(json::writeString);
                        json.writeEndArray();
                        json.writeEndObject();
                    });
        }
        out.write('\n');
    }
}
