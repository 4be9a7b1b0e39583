package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.gate.NugetCommand;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The registry file of Amazon Q Developer and Kiro: a part of the MCP registry's schema. */
final class AmazonQ implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "amazon-q",
                ExportGroup.CLIENT,
                "Amazon Q Developer and Kiro, registry file",
                "A JSON file to serve over HTTPS and name in the profile's MCP registry URL: the"
                        + " highest approved version of each server. The client enforces it.",
                "application/json",
                "mcp-registry.json",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them.",
                        "Servers that the MCP registry does not list yet.",
                        "When it was made and how long it holds."));
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return server.listed() != null
                ? List.of()
                : List.of(
                        Objection.server(
                                "it has no name in the MCP registry yet",
                                "ask again in a minute, or say leave-out=unsayable"));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        var newest = Newest.of(allowed);
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("servers");
            allowed.each(
                    server -> {
                        if (newest.contains(server.release())) {
                            write(server, json);
                        }
                    });
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(AllowedServer server, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart("server");
        json.writeStringProperty("name", server.listed());
        json.writeStringProperty("description", described(server));
        json.writeStringProperty("version", server.version());
        json.writeArrayPropertyStart("packages");
        json.writeStartObject();
        var kind = Kind.of(server);
        var registry = kind.registry(server.registry());
        json.writeStringProperty("registryType", kind.type);
        json.writeStringProperty("registryBaseUrl", registry);
        json.writeStringProperty("identifier", server.name());
        json.writeStringProperty("version", server.version());
        json.writeStringProperty("runtimeHint", kind.runtime);
        json.writeArrayPropertyStart("runtimeArguments");
        if (!kind.yes.isEmpty()) {
            json.writeStartObject();
            json.writeStringProperty("type", "positional");
            json.writeStringProperty("value", kind.yes);
            json.writeEndObject();
        }
        json.writeStartObject();
        json.writeStringProperty("type", "named");
        json.writeStringProperty("name", kind.option);
        json.writeStringProperty("value", registry);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectPropertyStart("transport");
        json.writeStringProperty("type", "stdio");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** How each kind of package is named and started, as in the MCP registry. */
    private enum Kind {
        NPM("npm", "npx", "-y", "--registry"),
        PYPI("pypi", "uvx", "", "--index-url"),
        NUGET("nuget", "dnx", "--yes", "--source");

        private final String type;
        private final String runtime;
        private final String yes;
        private final String option;

        Kind(String type, String runtime, String yes, String option) {
            this.type = type;
            this.runtime = runtime;
            this.yes = yes;
            this.option = option;
        }

        static Kind of(AllowedServer server) {
            return server.isPython() ? PYPI : server.isNuget() ? NUGET : NPM;
        }

        String registry(String closure) {
            return switch (this) {
                case NPM -> closure;
                case PYPI -> closure + "simple/";
                case NUGET -> NugetCommand.source(closure);
            };
        }
    }

    /** The schema wants 1 to 100 characters. */
    private static String described(AllowedServer server) {
        var text = "The package " + server.name() + ", approved for " + server.stage().words();
        return text.substring(0, Math.min(text.length(), 100));
    }
}
