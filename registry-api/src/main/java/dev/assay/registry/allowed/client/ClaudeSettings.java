package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Claude Code's managed settings: a catalogue that users choose from. */
final class ClaudeSettings implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "claude-code-settings",
                ExportGroup.CLIENT,
                "Claude Code, managed settings",
                "managed-settings.json: users add what they like of the approved commands, word for"
                        + " word, and nothing else; only this list counts.",
                "application/json",
                "managed-settings.json",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them, and rules on tools here"
                                + " go by a server's name, which users choose.",
                        "When it was made and how long it holds."));
    }

    @Override
    public boolean saysRemote() {
        return true;
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        CommandLists.write(allowed, List.of("allowManagedMcpServersOnly"), out);
    }
}
