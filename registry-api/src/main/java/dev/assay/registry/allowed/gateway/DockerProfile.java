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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A profile of the Docker MCP gateway: servers and the tools of each that are switched on. */
final class DockerProfile implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "docker-profile",
                ExportGroup.GATEWAY,
                "Docker MCP gateway, profile",
                "A profile of the approved servers in this registry with the tools that may be"
                        + " called, for docker mcp profile import.",
                "application/json",
                "assay-docker-profile.json",
                List.of(
                        "Approvals, arguments, rates and who calls.",
                        "Servers that the MCP registry does not list yet, and those of which no tool"
                                + " may be called: no list of tools means all of them.",
                        "When it was made and how long it holds."),
                Aspect.TOOLS);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<Objection>();
        if (server.listed() == null) {
            objections.add(
                    Objection.server(
                            "it has no name in the MCP registry yet",
                            "ask again in a minute, or say leave-out=unsayable"));
        }
        if (server.allowedTools().isEmpty()) {
            objections.add(
                    Objection.server(
                            "none of its tools may be called, and the gateway takes an empty list"
                                    + " for all of them",
                            "have its tools classed, or say leave-out=unsayable"));
        }
        return objections;
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeNumberProperty("version", 1);
            json.writeStringProperty("id", "assay-" + allowed.stage().words());
            json.writeStringProperty("name", "Approved for " + allowed.stage().words());
            json.writeArrayPropertyStart("servers");
            allowed.each(
                    server -> {
                        json.writeStartObject();
                        json.writeStringProperty("type", "registry");
                        json.writeStringProperty("source", source(server, request.main()));
                        json.writeArrayPropertyStart("tools");
                        server.allowedTools().stream()
                                .map(AllowedTool::name)
                                .forEach(json::writeString);
                        json.writeEndArray();
                        json.writeEndObject();
                    });
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static String source(AllowedServer server, String main) {
        return main
                + "v0.1/servers/"
                + encoded(String.valueOf(server.listed()))
                + "/versions/"
                + encoded(server.version());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
