package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of an MCPRoute. The first that matches decides, so what is denied by name comes before
 * what is allowed.
 */
final class McpRouteRules {

    /** The bounds of its schema: rules of a route, and tools of a rule. */
    static final int MOST = 32;

    private static final int MOST_TOOLS = 16;

    private McpRouteRules() {}

    static List<Map<String, Object>> of(AllowedServer server, String backend, String claim) {
        var rules = new ArrayList<Map<String, Object>>();
        var closed =
                server.tools().stream()
                        .filter(each -> !each.allowed())
                        .map(AllowedTool::name)
                        .toList();
        denials(closed, backend, Map.of(), rules);
        forbidden(server)
                .forEach(
                        (identity, tools) ->
                                denials(tools, backend, source(claim, identity), rules));
        for (var tool : server.allowedTools()) {
            for (var grant : tool.grants()) {
                var rule = new LinkedHashMap<String, Object>(source(claim, grant.identity()));
                rule.put("target", target(backend, List.of(tool.name())));
                var condition = condition(tool);
                if (!condition.isEmpty()) {
                    rule.put("cel", condition);
                }
                rule.put("action", "Allow");
                rules.add(rule);
            }
        }
        return rules;
    }

    static String condition(AllowedTool tool) {
        return String.join(
                " && ", Conditions.cel(tool.terms().constraints(), "request.mcp.params.arguments"));
    }

    /** What a profile forbids a consumer, of the tools that others may call. */
    private static Map<String, List<String>> forbidden(AllowedServer server) {
        var byIdentity = new TreeMap<String, List<String>>();
        for (var tool : server.allowedTools()) {
            tool.denials().stream()
                    .map(AllowedTool.Denial::identity)
                    .filter(each -> !each.isBlank())
                    .distinct()
                    .forEach(
                            each ->
                                    byIdentity
                                            .computeIfAbsent(each, key -> new ArrayList<>())
                                            .add(tool.name()));
        }
        return byIdentity;
    }

    private static void denials(
            List<String> tools,
            String backend,
            Map<String, Object> source,
            List<Map<String, Object>> to) {
        for (var from = 0; from < tools.size(); from += MOST_TOOLS) {
            var rule = new LinkedHashMap<>(source);
            var some = tools.subList(from, Math.min(tools.size(), from + MOST_TOOLS));
            rule.put("target", target(backend, some));
            rule.put("action", "Deny");
            to.add(rule);
        }
    }

    private static Map<String, Object> target(String backend, List<String> tools) {
        var calls = new ArrayList<Map<String, Object>>();
        for (var tool : tools) {
            var call = new LinkedHashMap<String, Object>();
            call.put("backend", backend);
            call.put("tool", tool);
            calls.add(call);
        }
        return Map.of("tools", calls);
    }

    private static Map<String, Object> source(String claim, String identity) {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("name", claim);
        expected.put("valueType", "String");
        expected.put("values", List.of(identity));
        return Map.of("source", Map.of("jwt", Map.of("claims", List.of(expected))));
    }
}
