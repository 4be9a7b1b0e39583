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

/** The permission profile alone. */
final class ToolHivePermissions implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "toolhive-profile",
                        ExportGroup.EGRESS,
                        "ToolHive, permission profile",
                        "The permission profile of one release, for thv run --permission-profile"
                                + " FILE --isolate-network; without that flag it is not enforced.",
                        "application/json",
                        "assay-toolhive-profile.json",
                        List.of(
                                "Wildcards.",
                                "Hosts of several ports.",
                                "When it was made and how long it holds."),
                        Aspect.PORTS)
                .ofOneServer();
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return ToolHiveProfile.objections(server);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        try (var json = JsonText.to(out)) {
            allowed.each(
                    server -> {
                        json.writeStartObject();
                        ToolHiveProfile.write(server, json);
                        json.writeEndObject();
                    });
        }
        out.write('\n');
    }
}
