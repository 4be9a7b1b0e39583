package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
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
import java.util.stream.Collectors;

/**
 * A configuration of agentgateway in which servers are started from the gate and every call needs a
 * rule. A server that nobody is granted anything of is no target: without rules, all would pass,
 * and so it would with rules that only deny. A denial wins over every rule that allows, also over
 * one that somebody adds by hand.
 */
final class AgentGateway implements Target {

    private static final int MOST_NAMES = 50;

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "agentgateway",
                        ExportGroup.GATEWAY,
                        "agentgateway",
                        "A configuration with one target for each release, started from the gate, and"
                                + " one CEL rule for each grant, by a claim of the caller's token;"
                                + " denials of tools that are not to be called, of consumers whose"
                                + " profile forbids one, and of releases that were withdrawn.",
                        "application/yaml",
                        "assay-agentgateway.yaml",
                        List.of(
                                "Approvals, arguments and rates.",
                                "Consumers without an identity on record.",
                                "Prompts and resources, which are denied."),
                        Aspect.TOOLS)
                .withIdentities()
                .withParameters(Tokens.ISSUER, Tokens.JWKS, Tokens.RESOURCE, Tokens.CLAIM);
    }

    @Override
    public boolean saysWithdrawn() {
        return true;
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        return Consumers.objections(server);
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        return Tokens.objection(request, List.of(Tokens.ISSUER, Tokens.JWKS, Tokens.RESOURCE));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(false)));
        var authentication = new LinkedHashMap<String, Object>();
        authentication.put("mode", "strict");
        authentication.put("issuer", request.parameter(Tokens.ISSUER).orElseThrow());
        authentication.put("jwks", Map.of("url", request.parameter(Tokens.JWKS).orElseThrow()));
        authentication.put(
                "resourceMetadata",
                Map.of("resource", request.parameter(Tokens.RESOURCE).orElseThrow()));
        out.write(
                """
                binds:
                - port: 3000
                  listeners:
                  - routes:
                    - backends:
                      - mcp:
                          policies:
                """);
        var policies = new LinkedHashMap<String, Object>();
        policies.put("mcpAuthentication", authentication);
        var withdrawn = withdrawn(allowed);
        if (!withdrawn.isEmpty()) {
            policies.put("mcpAuthorization", Map.of("rules", withdrawn));
        }
        out.write(YamlText.of(policies, 12));
        out.write("          targets:\n");
        var written = new int[1];
        allowed.each(
                server -> {
                    var grants = grants(server, Tokens.claim(request));
                    if (!grants.isEmpty()) {
                        written[0]++;
                        var rules = new ArrayList<Object>(denials(server, Tokens.claim(request)));
                        rules.addAll(grants);
                        out.write(YamlText.of(List.of(target(server, rules)), 10));
                    }
                });
        if (written[0] == 0) {
            out.write("            []\n");
        }
    }

    private static List<String> grants(AllowedServer server, String claim) {
        return server.allowedTools().stream()
                .flatMap(
                        tool ->
                                tool.grants().stream()
                                        .map(each -> call(claim, each.identity(), tool.name())))
                .toList();
    }

    private static List<Map<String, Object>> denials(AllowedServer server, String claim) {
        var rules = new ArrayList<Map<String, Object>>();
        for (var tool : server.tools()) {
            if (!tool.allowed()) {
                rules.add(deny("mcp.tool.name == " + Quoted.cel(tool.name())));
            } else {
                tool.denials().stream()
                        .filter(each -> !each.identity().isBlank())
                        .map(each -> deny(call(claim, each.identity(), tool.name())))
                        .forEach(rules::add);
            }
        }
        return rules;
    }

    private static String call(String claim, String identity, String tool) {
        return "has(jwt."
                + claim
                + ") && jwt."
                + claim
                + " == "
                + Quoted.cel(identity)
                + " && mcp.tool.name == "
                + Quoted.cel(tool);
    }

    /**
     * By the name of their targets, wherever those come from; an expression that fails denies
     * nothing.
     */
    private static List<Map<String, Object>> withdrawn(Allowed allowed) {
        var rules = new ArrayList<Map<String, Object>>();
        var names = allowed.withdrawn().stream().map(Withdrawn::versionHandle).toList();
        for (var from = 0; from < names.size(); from += MOST_NAMES) {
            var some =
                    names.subList(from, Math.min(names.size(), from + MOST_NAMES)).stream()
                            .map(Quoted::cel)
                            .collect(Collectors.joining(", ", "[", "]"));
            for (var kind : List.of("tool", "prompt", "resource")) {
                rules.add(deny("has(mcp." + kind + ") && mcp." + kind + ".target in " + some));
            }
        }
        return rules;
    }

    private static Map<String, Object> deny(String when) {
        return Map.of("deny", when);
    }

    private static Map<String, Object> target(AllowedServer server, List<Object> rules) {
        var command = server.command();
        var stdio = new LinkedHashMap<String, Object>();
        stdio.put("cmd", command.getFirst());
        stdio.put("args", command.subList(1, command.size()));
        var target = new LinkedHashMap<String, Object>();
        target.put("name", server.versionHandle());
        target.put("stdio", stdio);
        target.put("policies", Map.of("mcpAuthorization", Map.of("rules", rules)));
        return target;
    }
}
