package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.OpenShellHosts;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network rules of a sandbox in which a server runs. */
final class OpenShellEgress implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "openshell-egress",
                        ExportGroup.EGRESS,
                        "OpenShell, for the sandbox of a server",
                        "A sandbox policy in which Node.js reaches the declared hosts and nothing"
                                + " else does.",
                        "application/yaml",
                        "assay-openshell-egress.yaml",
                        List.of(
                                "Wildcards of fewer than three labels, such as everything below local."),
                        Aspect.PORTS)
                .withParameters(OpenShellHosts.BINARY, Together.PARAMETER);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return OpenShellHosts.objections(server);
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        var binary = OpenShellHosts.objection(request);
        return binary.isPresent() ? binary : Together.objection(allowed, request);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        out.write("version: 1\nnetwork_policies:\n");
        var written = new int[1];
        allowed.eachWithHosts(
                server -> {
                    written[0]++;
                    out.write(
                            YamlText.of(
                                    Map.of(
                                            server.versionHandle(),
                                            OpenShellHosts.rule(
                                                    server, OpenShellHosts.binary(request))),
                                    2));
                });
        if (written[0] == 0) {
            out.write("  {}\n");
        }
    }
}
