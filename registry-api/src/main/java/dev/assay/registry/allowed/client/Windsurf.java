package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Windsurf's team whitelist, whose every text is a regular expression for the whole of it. */
final class Windsurf implements Target {

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "windsurf",
                ExportGroup.CLIENT,
                "Windsurf, team whitelist",
                "Server id and configuration of each approved release, to be entered under the"
                        + " team's MCP settings; each text is a regular expression that matches"
                        + " itself alone.",
                "application/json",
                "windsurf-whitelist.json",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them.",
                        "When it was made and how long it holds."));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            json.writeStartArray();
            allowed.each(
                    server -> {
                        json.writeStartObject();
                        json.writeStringProperty("serverId", literal(server.handle()));
                        json.writeObjectPropertyStart("serverConfig");
                        var command = server.command();
                        json.writeStringProperty("command", literal(command.getFirst()));
                        json.writeArrayPropertyStart("args");
                        command.stream().skip(1).map(Windsurf::literal).forEach(json::writeString);
                        json.writeEndArray();
                        json.writeEndObject();
                        json.writeEndObject();
                    });
            json.writeEndArray();
        }
        out.write('\n');
    }

    /** Anchored too: it says the same whether the reader searches or matches. */
    static String literal(String text) {
        var pattern = new StringBuilder("^");
        text.chars()
                .forEach(
                        c -> {
                            if (SPECIAL.indexOf(c) >= 0) {
                                pattern.append('\\');
                            }
                            pattern.append((char) c);
                        });
        return pattern.append('$').toString();
    }
}
