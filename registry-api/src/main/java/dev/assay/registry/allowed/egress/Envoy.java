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
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A listener that passes TLS on by the name in its first message. There is no default chain, so a
 * connection that names something else, or nothing, is closed.
 */
final class Envoy implements Target {

    private static final String TYPES = "type.googleapis.com/envoy.extensions.";

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "envoy",
                        ExportGroup.EGRESS,
                        "Envoy",
                        "A bootstrap with one listener at 127.0.0.1:10000 that passes TLS on to the"
                                + " declared hosts by SNI, for traffic that is redirected to it.",
                        "application/yaml",
                        "assay-envoy.yaml",
                        List.of(
                                "One level below a host and no deeper.",
                                "One host at two ports: SNI names no port.",
                                "Which server asks."),
                        Aspect.PORTS)
                .withParameters(Together.PARAMETER);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<>(Subdomains.anyDepthBelow(server, "Envoy"));
        var seen = new HashSet<String>();
        for (var host : server.hosts()) {
            if (!seen.add(pattern(host))) {
                objections.add(
                        Objection.host(
                                host,
                                "SNI names no port, so one host has one port in Envoy",
                                "leave all but one of its ports out of the request"));
            }
        }
        return objections;
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return Together.objection(allowed, request);
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        out.write(
                """
                static_resources:
                  listeners:
                  - name: assay_egress
                    address:
                      socket_address: {address: 127.0.0.1, port_value: 10000}
                    listener_filters:
                    - name: envoy.filters.listener.tls_inspector
                      typed_config:
                        "@type": %sfilters.listener.tls_inspector.v3.TlsInspector
                    filter_chains:
                """
                        .formatted(TYPES));
        var written = new HashSet<String>();
        allowed.eachWithHosts(server -> chains(server, written, out));
        if (written.isEmpty()) {
            out.write(YamlText.of(List.of(nothing()), 4));
        }
        out.write(
                """
                  clusters:
                  - name: assay_egress
                    lb_policy: CLUSTER_PROVIDED
                    cluster_type:
                      name: envoy.clusters.dynamic_forward_proxy
                      typed_config:
                        "@type": %sclusters.dynamic_forward_proxy.v3.ClusterConfig
                        dns_cache_config: {name: assay, dns_lookup_family: V4_PREFERRED}
                """
                        .formatted(TYPES));
    }

    private static void chains(AllowedServer server, Set<String> written, Writer out)
            throws IOException {
        for (var host : server.hosts()) {
            if (written.add(pattern(host))) {
                out.write(YamlText.of(List.of(chain(host)), 4));
            }
        }
    }

    private static String pattern(AllowedHost host) {
        return (host.isExact() ? "" : "*.") + host.host();
    }

    private static Map<String, Object> chain(AllowedHost host) {
        var chain = new LinkedHashMap<String, Object>();
        chain.put(
                "filter_chain_match",
                map("server_names", List.of(pattern(host)), "transport_protocol", "tls"));
        var forward = new LinkedHashMap<String, Object>();
        forward.put("@type", TYPES + "filters.network.sni_dynamic_forward_proxy.v3.FilterConfig");
        forward.put("port_value", host.port());
        forward.put("dns_cache_config", map("name", "assay", "dns_lookup_family", "V4_PREFERRED"));
        var proxy = new LinkedHashMap<String, Object>();
        proxy.put("@type", TYPES + "filters.network.tcp_proxy.v3.TcpProxy");
        proxy.put("stat_prefix", "assay_egress");
        proxy.put("cluster", "assay_egress");
        chain.put(
                "filters",
                List.of(
                        map(
                                "name",
                                "envoy.filters.network.sni_dynamic_forward_proxy",
                                "typed_config",
                                forward),
                        map("name", "envoy.filters.network.tcp_proxy", "typed_config", proxy)));
        return chain;
    }

    /** A listener has a chain at least; this one matches a name that no host can have. */
    private static Map<String, Object> nothing() {
        return chain(
                new AllowedHost(
                        "nothing-is-allowed.invalid",
                        AllowedHost.USUAL_PORT,
                        AllowedHost.Protocol.HTTPS,
                        AllowedHost.Subdomains.NONE));
    }

    private static Map<String, Object> map(String first, Object one, String second, Object other) {
        return Kubernetes.map(first, one, second, other);
    }
}
