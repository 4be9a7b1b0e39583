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

/** Claude Code's fixed set of servers. */
final class ClaudeManagedMcp implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "claude-code-managed-mcp",
                ExportGroup.CLIENT,
                "Claude Code, managed-mcp.json",
                "managed-mcp.json for /etc/claude-code or /Library/Application Support/ClaudeCode:"
                        + " exactly these servers for everybody, the highest approved version of"
                        + " each, and no others.",
                "application/json",
                "managed-mcp.json",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them.",
                        "Secrets that a server needs: whoever runs it adds its environment.",
                        "When it was made and how long it holds."));
    }

    @Override
    public boolean saysRemote() {
        return true;
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        var newest = Newest.of(allowed);
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("mcpServers");
            allowed.each(
                    server -> {
                        if (!newest.contains(server.release())) {
                            return;
                        }
                        var remote = server.remote();
                        if (remote.isPresent()) {
                            json.writeObjectPropertyStart(server.handle());
                            json.writeStringProperty("type", "http");
                            json.writeStringProperty("url", remote.get().toString());
                            json.writeEndObject();
                            return;
                        }
                        var command = server.command();
                        json.writeObjectPropertyStart(server.handle());
                        json.writeStringProperty("type", "stdio");
                        json.writeStringProperty("command", command.getFirst());
                        json.writeArrayPropertyStart("args");
                        command.stream().skip(1).forEach(json::writeString);
                        json.writeEndArray();
                        json.writeEndObject();
                    });
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
