package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration of agentgateway in which servers are started from the gate and every call needs a
 * rule. A server that nobody is granted anything of is no target: without rules, all would pass.
 */
final class AgentGateway implements Target {

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "agentgateway",
                        ExportGroup.GATEWAY,
                        "agentgateway",
                        "A configuration with one target for each release, started from the gate, and"
                                + " one CEL rule for each grant, by a claim of the caller's token.",
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
        out.write(YamlText.of(Map.of("mcpAuthentication", authentication), 12));
        out.write("          targets:\n");
        var written = new int[1];
        allowed.each(
                server -> {
                    var rules = rules(server, Tokens.claim(request));
                    if (!rules.isEmpty()) {
                        written[0]++;
                        out.write(YamlText.of(List.of(target(server, rules)), 10));
                    }
                });
        if (written[0] == 0) {
            out.write("            []\n");
        }
    }

    private static List<String> rules(AllowedServer server, String claim) {
        return server.allowedTools().stream()
                .flatMap(
                        tool ->
                                tool.grants().stream()
                                        .map(
                                                grant ->
                                                        "has(jwt."
                                                                + claim
                                                                + ") && jwt."
                                                                + claim
                                                                + " == "
                                                                + Quoted.cel(grant.identity())
                                                                + " && mcp.tool.name == "
                                                                + Quoted.cel(tool.name())))
                .toList();
    }

    private static Map<String, Object> target(AllowedServer server, List<String> rules) {
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
