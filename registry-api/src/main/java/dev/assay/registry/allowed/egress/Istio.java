package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedHost;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ServiceEntry for each host, and a Sidecar for each release that sees its own hosts alone. The
 * Sidecar says REGISTRY_ONLY itself: without it, what is not named would be let through.
 */
final class Istio implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "istio",
                ExportGroup.EGRESS,
                "Istio",
                "For a namespace of its own: a ServiceEntry for each host, a Sidecar for each"
                        + " release, for workloads labelled mcp-server with the handle that stands in"
                        + " it, and a default one that sees nothing.",
                "application/yaml",
                "assay-istio.yaml",
                List.of(
                        "One level below a host and no deeper.",
                        "What leaves past the sidecar: pair it with a network policy that lets out"
                                + " the egress gateway alone."),
                Aspect.PORTS);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return Subdomains.anyDepthBelow(server, "Istio");
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        document(everythingElse(), out);
        var written = new HashSet<String>();
        allowed.each(
                server -> {
                    for (var host : server.hosts()) {
                        if (written.add(pattern(host) + ":" + host.port())) {
                            document(entry(allowed, host), out);
                        }
                    }
                    document(sidecar(allowed, server), out);
                });
    }

    /** For every workload of the namespace that has no Sidecar of its own. */
    private static Map<String, Object> everythingElse() {
        var sidecar = new LinkedHashMap<String, Object>();
        sidecar.put("apiVersion", "networking.istio.io/v1");
        sidecar.put("kind", "Sidecar");
        sidecar.put("metadata", Map.of("name", "default"));
        sidecar.put(
                "spec",
                Kubernetes.map(
                        "outboundTrafficPolicy",
                        Map.of("mode", "REGISTRY_ONLY"),
                        "egress",
                        List.of(Map.of("hosts", List.of("~/*")))));
        return sidecar;
    }

    private static void document(Map<String, Object> object, Writer out) throws IOException {
        out.write("---\n");
        out.write(YamlText.of(object, 0));
    }

    private static String pattern(AllowedHost host) {
        return (host.isExact() ? "" : "*.") + host.host();
    }

    private static Map<String, Object> entry(Allowed allowed, AllowedHost host) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("hosts", List.of(pattern(host)));
        spec.put("exportTo", List.of("."));
        spec.put("location", "MESH_EXTERNAL");
        spec.put("ports", List.of(port(host)));
        // Nobody can look up a wildcard.
        spec.put("resolution", host.isExact() ? "DNS" : "NONE");
        var entry = new LinkedHashMap<String, Object>();
        entry.put("apiVersion", "networking.istio.io/v1");
        entry.put("kind", "ServiceEntry");
        entry.put(
                "metadata",
                Kubernetes.map(
                        "name",
                        "mcp-host-" + name(host),
                        "annotations",
                        Kubernetes.map(
                                "assay.dev/policy-sha256",
                                allowed.digest().hex(),
                                "assay.dev/made",
                                allowed.made().toString())));
        entry.put("spec", spec);
        return entry;
    }

    private static Map<String, Object> port(AllowedHost host) {
        var port = new LinkedHashMap<String, Object>();
        port.put("number", host.port());
        port.put("name", "tls-" + host.port());
        port.put("protocol", "TLS");
        return port;
    }

    /** The name of an object has 63 characters at most, and a host may have more. */
    private static String name(AllowedHost host) {
        return Sha256.of((pattern(host) + ":" + host.port()).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
    }

    private static Map<String, Object> sidecar(Allowed allowed, AllowedServer server) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put(
                "workloadSelector", Map.of("labels", Map.of("mcp-server", server.versionHandle())));
        spec.put("outboundTrafficPolicy", Map.of("mode", "REGISTRY_ONLY"));
        spec.put(
                "egress",
                List.of(
                        Map.of(
                                "hosts",
                                server.hosts().isEmpty()
                                        // As Istio writes that nothing is visible.
                                        ? List.of("~/*")
                                        : server.hosts().stream()
                                                .map(each -> "./" + pattern(each))
                                                .toList())));
        var sidecar = new LinkedHashMap<String, Object>();
        sidecar.put("apiVersion", "networking.istio.io/v1");
        sidecar.put("kind", "Sidecar");
        sidecar.put("metadata", Kubernetes.metadata(allowed, server));
        sidecar.put("spec", spec);
        return sidecar;
    }
}
