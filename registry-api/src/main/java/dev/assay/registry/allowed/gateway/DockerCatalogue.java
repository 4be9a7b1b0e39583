package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalogue of the Docker MCP gateway. A release is a package and no image, so it runs by npx in
 * an image that is named, and the gate is among the hosts that it may reach.
 */
final class DockerCatalogue implements Target {

    private static final ExportParameter IMAGE =
            ExportParameter.text(
                    "image",
                    "The image with Node.js and npx that servers run in, by digest: name@sha256:….",
                    true);

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "docker-catalogue",
                        ExportGroup.GATEWAY,
                        "Docker MCP gateway, catalogue",
                        "A catalogue of server entries, each with its command and the hosts it may"
                                + " reach, for the gateway run with --block-network.",
                        "application/yaml",
                        "assay-docker-catalogue.yaml",
                        List.of(
                                "Wildcards.",
                                "Which tools may be called: the profile does (docker-profile).",
                                "Approvals, arguments, rates and who calls.",
                                "A gate that is reached by the loopback address."))
                .withParameters(IMAGE);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<Objection>();
        if (!server.isNpm()) {
            objections.add(
                    Objection.server(
                            "its command is "
                                    + server.command().getFirst()
                                    + ", and the one image of this catalogue is for npx",
                            "say leave-out=unsayable to deny it"));
        }
        for (var host : server.hosts()) {
            if (!host.isExact()) {
                objections.add(
                        Objection.host(
                                host,
                                "the Docker MCP gateway knows hosts by their whole name alone",
                                "declare the hosts one by one"));
            }
        }
        return objections;
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        var image = request.parameter(IMAGE).orElse("");
        if (!image.matches("[a-z0-9][a-z0-9._:/-]{0,200}@sha256:[0-9a-f]{64}")) {
            return Optional.of(
                    new Unsaid(
                            "image",
                            "this names no image by its digest, and a tag may change",
                            "write name@sha256:…"));
        }
        return gate(request.gate()).matches("(localhost|127\\..*|\\[::1]):[0-9]+")
                ? Optional.of(
                        new Unsaid(
                                "the gate's address",
                                "a container reaches itself by " + gate(request.gate()),
                                "ask this Assay by the name that containers reach it by, or set"
                                        + " the gate's public address"))
                : Optional.empty();
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        out.write("version: 2\nname: assay\ndisplayName: Approved by Assay\nregistry:\n");
        var image = request.parameter(IMAGE).orElseThrow();
        var gate = gate(request.gate());
        allowed.each(
                server ->
                        out.write(
                                YamlText.of(
                                        Map.of(server.versionHandle(), entry(server, image, gate)),
                                        2)));
        if (allowed.servers() == 0) {
            out.write("  {}\n");
        }
    }

    private static Map<String, Object> entry(AllowedServer server, String image, String gate) {
        var hosts = new ArrayList<String>();
        hosts.add(gate);
        server.hosts().forEach(each -> hosts.add(each.host() + ":" + each.port()));
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", server.versionHandle());
        entry.put("type", "server");
        entry.put("title", server.name());
        entry.put("description", server.purl() + ", approved for " + server.stage().words());
        entry.put("image", image);
        entry.put("command", server.command());
        entry.put("allowHosts", hosts.stream().distinct().toList());
        entry.put(
                "tools",
                server.allowedTools().stream().map(each -> Map.of("name", each.name())).toList());
        return entry;
    }

    private static String gate(String address) {
        var uri = URI.create(address);
        var port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return uri.getHost() + ":" + port;
    }
}
