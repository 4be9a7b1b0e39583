package dev.assay.registry.allowed;

import dev.assay.registry.export.ExportParameter;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How OpenShell writes destinations: {@code *.} is one level, {@code **.} any depth. */
public final class OpenShellHosts {

    public static final ExportParameter BINARY =
            ExportParameter.text(
                    "binary",
                    "The executable that may connect; /usr/bin/node if nothing is said.",
                    false);

    private OpenShellHosts() {}

    public static List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<Objection>();
        for (var host : server.hosts()) {
            if (!host.isExact() && !host.host().contains(".")) {
                objections.add(
                        Objection.host(
                                host,
                                "OpenShell takes no wildcard of fewer than three labels",
                                "declare the hosts one by one"));
            }
        }
        return objections;
    }

    /** A path with a wildcard, or one that is none, would let more in than one program. */
    public static Optional<Unsaid> objection(ExportRequest request) {
        return binary(request).matches("/[A-Za-z0-9._+/-]{1,300}")
                ? Optional.empty()
                : Optional.of(
                        new Unsaid(
                                "binary",
                                "this is no path of one executable",
                                "write it whole and without wildcards, such as /usr/bin/node"));
    }

    public static String binary(ExportRequest request) {
        return request.parameter(BINARY).orElse("/usr/bin/node");
    }

    /** Its hosts for one executable. */
    public static Map<String, Object> rule(AllowedServer server, String binary) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("name", server.purl());
        rule.put(
                "endpoints",
                server.hosts().stream()
                        .map(
                                host -> {
                                    var endpoint = new LinkedHashMap<String, Object>();
                                    endpoint.put("host", pattern(host));
                                    endpoint.put("port", host.port());
                                    return endpoint;
                                })
                        .toList());
        rule.put("binaries", List.of(Map.of("path", binary)));
        return rule;
    }

    private static String pattern(AllowedHost host) {
        return switch (host.subdomains()) {
            case NONE -> host.host();
            case ONE_LEVEL -> "*." + host.host();
            case ALL -> "**." + host.host();
        };
    }
}
