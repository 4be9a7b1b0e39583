package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedHost;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One network policy for each release. Older Ciliums read {@code **.} as one level, which is less
 * and never more.
 */
final class Cilium implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                "cilium",
                ExportGroup.EGRESS,
                "Cilium",
                "One CiliumNetworkPolicy for each release, for pods labelled mcp-server with the"
                        + " handle that stands in it, and one that denies every pod with that label"
                        + " everything else.",
                "application/yaml",
                "assay-cilium.yaml",
                List.of(
                        "What is sent inside TLS: names are learned from DNS answers, and an address"
                                + " may be shared."),
                Aspect.PORTS);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        out.write("---\n");
        out.write(YamlText.of(everythingElse(), 0));
        allowed.each(
                server -> {
                    out.write("---\n");
                    out.write(YamlText.of(policy(allowed, server), 0));
                });
    }

    /** Cilium lets out whatever no policy speaks of, so one speaks of every server's pod. */
    private static Map<String, Object> everythingElse() {
        var labelled = new LinkedHashMap<String, Object>();
        labelled.put("key", "mcp-server");
        labelled.put("operator", "Exists");
        var policy = new LinkedHashMap<String, Object>();
        policy.put("apiVersion", "cilium.io/v2");
        policy.put("kind", "CiliumNetworkPolicy");
        policy.put("metadata", Map.of("name", "mcp-nothing-else"));
        policy.put(
                "spec",
                Kubernetes.map(
                        "endpointSelector",
                        Map.of("matchExpressions", List.of(labelled)),
                        "egress",
                        List.of(Map.of())));
        return policy;
    }

    private static Map<String, Object> policy(Allowed allowed, AllowedServer server) {
        var policy = new LinkedHashMap<String, Object>();
        policy.put("apiVersion", "cilium.io/v2");
        policy.put("kind", "CiliumNetworkPolicy");
        policy.put("metadata", Kubernetes.metadata(allowed, server));
        policy.put(
                "spec",
                Kubernetes.map(
                        "endpointSelector",
                        Map.of("matchLabels", Map.of("mcp-server", server.versionHandle())),
                        "egress",
                        rules(server)));
        return policy;
    }

    private static List<Map<String, Object>> rules(AllowedServer server) {
        if (server.hosts().isEmpty()) {
            // One rule that matches nothing: without any, all would be let out.
            return List.of(Map.of());
        }
        var rules = new ArrayList<Map<String, Object>>();
        rules.add(dns(server));
        rules.addAll(names(server));
        return rules;
    }

    /** Names are learned from what is asked of the cluster's DNS, so only these may be asked. */
    private static Map<String, Object> dns(AllowedServer server) {
        return Kubernetes.map(
                "toEndpoints",
                List.of(
                        Map.of(
                                "matchLabels",
                                Kubernetes.map(
                                        "k8s:io.kubernetes.pod.namespace",
                                        "kube-system",
                                        "k8s:k8s-app",
                                        "kube-dns"))),
                "toPorts",
                List.of(
                        Kubernetes.map(
                                "ports",
                                List.of(Kubernetes.map("port", "53", "protocol", "ANY")),
                                "rules",
                                Map.of(
                                        "dns",
                                        server.hosts().stream()
                                                .map(Cilium::selector)
                                                .distinct()
                                                .toList()))));
    }

    /** One rule for each port: within a rule, every name may be reached at every port. */
    private static List<Map<String, Object>> names(AllowedServer server) {
        return server.hosts().stream()
                .map(AllowedHost::port)
                .distinct()
                .map(port -> names(server, port))
                .toList();
    }

    private static Map<String, Object> names(AllowedServer server, int port) {
        return Kubernetes.map(
                "toFQDNs",
                server.hosts().stream()
                        .filter(each -> each.port() == port)
                        .map(Cilium::selector)
                        .toList(),
                "toPorts",
                List.of(
                        Map.of(
                                "ports",
                                List.of(
                                        Kubernetes.map(
                                                "port",
                                                String.valueOf(port),
                                                "protocol",
                                                "TCP")))));
    }

    private static Map<String, Object> selector(AllowedHost host) {
        return switch (host.subdomains()) {
            case NONE -> Map.of("matchName", host.host());
            case ONE_LEVEL -> Map.of("matchPattern", "*." + host.host());
            case ALL -> Map.of("matchPattern", "**." + host.host());
        };
    }
}
