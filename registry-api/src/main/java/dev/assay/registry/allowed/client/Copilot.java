package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** GitHub Copilot's managed settings. */
final class Copilot implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "copilot",
                ExportGroup.CLIENT,
                "GitHub Copilot and VS Code, managed settings",
                "managed-settings.json for the .github-private repository or device management: a"
                        + " server starts only by a command that is on the list, word for word, and"
                        + " so in the approved version from the gate.",
                "application/json",
                "managed-settings.json",
                List.of(
                        "Tools, approvals, limits: a gateway enforces them.",
                        "Copilot's built-in servers, which are always allowed.",
                        "When it was made and how long it holds."));
    }

    @Override
    public boolean saysRemote() {
        return true;
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        CommandLists.write(allowed, List.of(), out);
    }
}
