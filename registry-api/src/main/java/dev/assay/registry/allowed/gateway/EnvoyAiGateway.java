package dev.assay.registry.allowed.gateway;

import dev.assay.inventory.tool.Constraint;
import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One MCPRoute for each release: it selects the tools that may be called, and authorizes each grant
 * by a claim. The first rule that matches decides, so a limited tool has a rule of its own, and one
 * whose condition fails is denied by default.
 */
final class EnvoyAiGateway implements Target {

    /** Its schema's bounds. */
    private static final int MOST_RULES = 32;

    private static final int LONGEST_CONDITION = 4096;

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "envoy-ai-gateway",
                        ExportGroup.GATEWAY,
                        "Envoy AI Gateway",
                        "One MCPRoute for each release, for a Backend named like it and a Gateway"
                                + " named mcp-gateway: the tools that may be called, and one rule for"
                                + " each grant with its limits on arguments in CEL.",
                        "application/yaml",
                        "assay-envoy-ai-gateway.yaml",
                        List.of(
                                "Approvals, rates and daily caps.",
                                "More than 32 grants of one release, and conditions of more than 4096"
                                        + " characters.",
                                "Consumers without an identity on record."),
                        Aspect.TOOLS,
                        Aspect.CONSTRAINTS)
                .withIdentities()
                .withParameters(Tokens.ISSUER, Tokens.RESOURCE, Tokens.CLAIM);
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
                        .filter(each -> condition(each).length() > LONGEST_CONDITION)
                        .toList();
        if (!lengthy.isEmpty()) {
            objections.add(
                    Objection.tools(
                            lengthy,
                            "the condition has more than 4096 characters",
                            "name fewer values, or say leave-out=unsayable to deny them"));
        }
        if (server.allowedTools().stream().mapToInt(each -> each.grants().size()).sum()
                > MOST_RULES) {
            objections.add(
                    Objection.server(
                            "it has more than 32 grants, and a route has no more rules",
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
    }

    private static Map<String, Object> route(
            Allowed allowed, AllowedServer server, ExportRequest request) {
        var name = server.versionHandle();
        var granted =
                server.allowedTools().stream().filter(each -> !each.grants().isEmpty()).toList();
        var annotations = new LinkedHashMap<String, Object>();
        annotations.put("assay.dev/release", server.purl());
        annotations.put("assay.dev/policy-sha256", allowed.digest().hex());
        var backend = new LinkedHashMap<String, Object>();
        backend.put("name", name);
        backend.put("kind", "Backend");
        backend.put("group", "gateway.envoyproxy.io");
        backend.put("path", "/mcp");
        backend.put(
                "toolSelector",
                Map.of("include", granted.stream().map(AllowedTool::name).toList()));
        var parent = new LinkedHashMap<String, Object>();
        parent.put("name", "mcp-gateway");
        parent.put("kind", "Gateway");
        parent.put("group", "gateway.networking.k8s.io");
        var spec = new LinkedHashMap<String, Object>();
        spec.put("parentRefs", List.of(parent));
        spec.put("path", "/mcp/" + name);
        spec.put("backendRefs", List.of(backend));
        spec.put("securityPolicy", security(granted, name, request));
        var route = new LinkedHashMap<String, Object>();
        route.put("apiVersion", "aigateway.envoyproxy.io/v1alpha1");
        route.put("kind", "MCPRoute");
        route.put("metadata", pair("name", name, "annotations", annotations));
        route.put("spec", spec);
        return route;
    }

    private static Map<String, Object> security(
            List<AllowedTool> granted, String backend, ExportRequest request) {
        var rules = new ArrayList<Map<String, Object>>();
        for (var tool : granted) {
            for (var grant : tool.grants()) {
                rules.add(rule(tool, grant, backend, Tokens.claim(request)));
            }
        }
        return pair(
                "oauth",
                pair(
                        "issuer",
                        request.parameter(Tokens.ISSUER).orElseThrow(),
                        "protectedResourceMetadata",
                        Map.of("resource", request.parameter(Tokens.RESOURCE).orElseThrow())),
                "authorization",
                pair("defaultAction", "Deny", "rules", rules));
    }

    private static Map<String, Object> rule(
            AllowedTool tool, AllowedTool.Grant grant, String backend, String claim) {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("name", claim);
        expected.put("valueType", "String");
        expected.put("values", List.of(grant.identity()));
        var rule = new LinkedHashMap<String, Object>();
        rule.put("source", Map.of("jwt", Map.of("claims", List.of(expected))));
        rule.put("target", Map.of("tools", List.of(pair("backend", backend, "tool", tool.name()))));
        var condition = condition(tool);
        if (!condition.isEmpty()) {
            rule.put("cel", condition);
        }
        rule.put("action", "Allow");
        return rule;
    }

    private static String condition(AllowedTool tool) {
        return String.join(
                " && ", Conditions.cel(tool.terms().constraints(), "request.mcp.params.arguments"));
    }

    private static Map<String, Object> pair(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }
}
