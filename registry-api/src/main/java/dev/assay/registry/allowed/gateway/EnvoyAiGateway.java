package dev.assay.registry.allowed.gateway;

import dev.assay.inventory.tool.Constraint;
import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.Withdrawn;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportRequest;
import dev.assay.registry.export.Unsaid;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One MCPRoute for each release: it selects the tools that may be called, and authorizes each grant
 * by a claim. A limited tool has a rule of its own, and one whose condition fails is denied by
 * default. A release that was withdrawn keeps its route, which denies every call: whoever applies
 * the file to a cluster does not thereby delete what an earlier one put there.
 */
final class EnvoyAiGateway implements Target {

    /** Its schema's bound. */
    private static final int LONGEST_CONDITION = 4096;

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "envoy-ai-gateway",
                        ExportGroup.GATEWAY,
                        "Envoy AI Gateway",
                        "One MCPRoute for each release, for a Backend named like it and a Gateway"
                                + " named mcp-gateway: the tools that may be called, and one rule for"
                                + " each grant with its limits on arguments in CEL; rules that deny"
                                + " what is not to be called come first, and a route that was"
                                + " withdrawn denies every call.",
                        "application/yaml",
                        "assay-envoy-ai-gateway.yaml",
                        List.of(
                                "Approvals, rates and daily caps.",
                                "More than 32 rules of one release, where a rule denies up to 16 tools"
                                        + " or allows one grant, and conditions of more than 4096"
                                        + " characters.",
                                "Consumers without an identity on record."),
                        Aspect.TOOLS,
                        Aspect.CONSTRAINTS)
                .withIdentities()
                .withParameters(Tokens.ISSUER, Tokens.RESOURCE, Tokens.CLAIM);
    }

    @Override
    public boolean saysWithdrawn() {
        return true;
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var objections = new ArrayList<>(Consumers.objections(server));
        var capped =
                server.allowedTools().stream()
                        .filter(
                                each ->
                                        each.terms().constraints().stream()
                                                .anyMatch(one -> one instanceof Constraint.Cap))
                        .toList();
        if (!capped.isEmpty()) {
            objections.add(
                    Objection.tools(
                            capped,
                            "Envoy AI Gateway counts nothing over a day",
                            "use tool-policy, or say leave-out=unsayable to deny them"));
        }
        var lengthy =
                server.allowedTools().stream()
                        .filter(each -> McpRouteRules.condition(each).length() > LONGEST_CONDITION)
                        .toList();
        if (!lengthy.isEmpty()) {
            objections.add(
                    Objection.tools(
                            lengthy,
                            "the condition has more than 4096 characters",
                            "name fewer values, or say leave-out=unsayable to deny them"));
        }
        if (McpRouteRules.of(server, "", "").size() > McpRouteRules.MOST) {
            objections.add(
                    Objection.server(
                            "its grants and denials take more than 32 rules, and a route has no more",
                            "export one consumer at a time"));
        }
        return objections;
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return Tokens.objection(request, List.of(Tokens.ISSUER, Tokens.RESOURCE));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(false)));
        allowed.each(
                server -> {
                    if (server.allowedTools().stream().anyMatch(it -> !it.grants().isEmpty())) {
                        out.write("---\n");
                        out.write(YamlText.of(route(allowed, server, request), 0));
                    }
                });
        for (var each : allowed.withdrawn()) {
            out.write("---\n");
            out.write(YamlText.of(closed(allowed, each, request), 0));
        }
    }

    /** The same route with no rule: then its default holds for every call. */
    private static Map<String, Object> closed(
            Allowed allowed, Withdrawn release, ExportRequest request) {
        var annotations = annotations(allowed, release.purl());
        annotations.put("assay.dev/state", release.state());
        return route(
                release.versionHandle(),
                annotations,
                backend(release.versionHandle()),
                security(List.of(), request));
    }

    private static Map<String, Object> route(
            Allowed allowed, AllowedServer server, ExportRequest request) {
        var name = server.versionHandle();
        var granted =
                server.allowedTools().stream()
                        .filter(each -> !each.grants().isEmpty())
                        .map(AllowedTool::name)
                        .toList();
        var backend = backend(name);
        backend.put("toolSelector", Map.of("include", granted));
        var rules = McpRouteRules.of(server, name, Tokens.claim(request));
        return route(name, annotations(allowed, server.purl()), backend, security(rules, request));
    }

    private static Map<String, Object> annotations(Allowed allowed, String purl) {
        var annotations = new LinkedHashMap<String, Object>();
        annotations.put("assay.dev/release", purl);
        annotations.put("assay.dev/policy-sha256", allowed.digest().hex());
        return annotations;
    }

    private static Map<String, Object> backend(String name) {
        var backend = new LinkedHashMap<String, Object>();
        backend.put("name", name);
        backend.put("kind", "Backend");
        backend.put("group", "gateway.envoyproxy.io");
        backend.put("path", "/mcp");
        return backend;
    }

    private static Map<String, Object> route(
            String name,
            Map<String, Object> annotations,
            Map<String, Object> backend,
            Map<String, Object> security) {
        var parent = new LinkedHashMap<String, Object>();
        parent.put("name", "mcp-gateway");
        parent.put("kind", "Gateway");
        parent.put("group", "gateway.networking.k8s.io");
        var spec = new LinkedHashMap<String, Object>();
        spec.put("parentRefs", List.of(parent));
        spec.put("path", "/mcp/" + name);
        spec.put("backendRefs", List.of(backend));
        spec.put("securityPolicy", security);
        var route = new LinkedHashMap<String, Object>();
        route.put("apiVersion", "aigateway.envoyproxy.io/v1alpha1");
        route.put("kind", "MCPRoute");
        route.put("metadata", pair("name", name, "annotations", annotations));
        route.put("spec", spec);
        return route;
    }

    private static Map<String, Object> security(
            List<Map<String, Object>> rules, ExportRequest request) {
        return pair(
                "oauth",
                pair(
                        "issuer",
                        request.parameter(Tokens.ISSUER).orElseThrow(),
                        "protectedResourceMetadata",
                        Map.of("resource", request.parameter(Tokens.RESOURCE).orElseThrow())),
                "authorization",
                rules.isEmpty()
                        ? Map.of("defaultAction", "Deny")
                        : pair("defaultAction", "Deny", "rules", rules));
    }

    private static Map<String, Object> pair(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }
}
