package dev.assay.registry.allowed.client;

import dev.assay.inventory.release.Stage;
import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.JsonText;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** VS Code's device policy: only what this registry lists. */
final class VsCode implements Target {

    private final Stage listed;

    /**
     * @param listed the stage of whoever asks the registry without a token, as VS Code does
     */
    VsCode(Stage listed) {
        this.listed = listed;
    }

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "vscode",
                ExportGroup.CLIENT,
                "VS Code, device policy",
                "policy.json for /etc/vscode, and the same two values for Group Policy and"
                        + " configuration profiles: the gallery is this registry, and servers from"
                        + " elsewhere do not start.",
                "application/json",
                "policy.json",
                List.of(
                        "Single servers or versions: VS Code compares names with what the registry"
                                + " lists at the moment.",
                        "Tools, approvals, limits: a gateway enforces them.",
                        "A registry without HTTPS, which VS Code does not ask.",
                        "When it was made and how long it holds."));
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        if (request.parameter(ExportParameter.SERVER).isPresent()) {
            return Optional.of(
                    new Unsaid(
                            "server",
                            "this policy names the registry and no server",
                            "leave it out, or use copilot"));
        }
        if (allowed.stage() != listed) {
            return Optional.of(
                    new Unsaid(
                            "stage",
                            "the registry lists what is approved for " + listed.words(),
                            "ask for that stage, or use copilot"));
        }
        if (!allowed.leftOut().isEmpty()) {
            return Optional.of(
                    new Unsaid(
                            "leave-out",
                            "the registry lists all that is approved, whatever is left out here",
                            "say elsewhere instead, or use copilot"));
        }
        if (!request.main().startsWith("https://")) {
            return Optional.of(
                    new Unsaid(
                            "the registry's address",
                            "VS Code asks a registry over HTTPS alone",
                            "set the public address of this Assay"));
        }
        return Optional.empty();
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        var main = request.main();
        try (var json = JsonText.to(out)) {
            json.writeStartObject();
            // With a slash at its end, VS Code falls back to the public registry.
            json.writeStringProperty("McpGalleryServiceUrl", main.substring(0, main.length() - 1));
            json.writeStringProperty("ChatMCP", "registry");
            json.writeEndObject();
        }
        out.write('\n');
    }
}
