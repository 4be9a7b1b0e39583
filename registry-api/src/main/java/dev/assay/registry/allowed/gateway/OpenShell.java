package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.Allowed;
import dev.assay.registry.allowed.AllowedServer;
import dev.assay.registry.allowed.AllowedTool;
import dev.assay.registry.allowed.Aspect;
import dev.assay.registry.allowed.Objection;
import dev.assay.registry.allowed.OpenShellHosts;
import dev.assay.registry.allowed.Target;
import dev.assay.registry.allowed.TargetInfo;
import dev.assay.registry.allowed.YamlText;
import dev.assay.registry.export.ExportGroup;
import dev.assay.registry.export.ExportParameter;
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
 * The sandbox of an agent: which servers it reaches over HTTP, and which of their tools it calls.
 * Rules are enforced, never only logged, which is what OpenShell does if nothing is said.
 */
final class OpenShell implements Target {

    /** What OpenShell takes for a tool's name; anything else it would read as a pattern. */
    private static final String NAME = "[A-Za-z0-9_.-]{1,128}";

    private static final ExportParameter DOMAIN =
            ExportParameter.text(
                    "domain",
                    "Servers are reached over HTTPS at their handle below this domain, path /mcp.",
                    true);

    @Override
    public TargetInfo info() {
        return TargetInfo.of(
                        "openshell",
                        ExportGroup.GATEWAY,
                        "OpenShell, for the sandbox of an agent",
                        "A sandbox policy that lets an agent call the allowed tools of servers that"
                                + " are reached over HTTP, and connect to nothing else.",
                        "application/yaml",
                        "assay-openshell.yaml",
                        List.of(
                                "Approvals, arguments, rates and who calls.",
                                "Tools whose name is not made of letters, digits, dots, hyphens and"
                                        + " underscores.",
                                "Servers that run in the sandbox itself: their calls do not pass the"
                                        + " network."),
                        Aspect.TOOLS)
                .withParameters(DOMAIN, OpenShellHosts.BINARY);
    }

    @Override
    public List<Objection> objections(AllowedServer server) {
        var odd =
                server.allowedTools().stream().filter(each -> !each.name().matches(NAME)).toList();
        return odd.isEmpty()
                ? List.of()
                : List.of(
                        Objection.tools(
                                odd,
                                "OpenShell would read the name as a pattern",
                                "use a format that takes names word for word, or say"
                                        + " leave-out=unsayable to deny them"));
    }

    @Override
    public Optional<Unsaid> objection(Allowed allowed, ExportRequest request) {
        var domain = request.parameter(DOMAIN).orElse("");
        return domain.matches("[a-z0-9]([a-z0-9.-]{0,180}[a-z0-9])?")
                ? OpenShellHosts.objection(request)
                : Optional.of(
                        new Unsaid(
                                "domain",
                                "this is no domain",
                                "write one such as mcp.example.internal"));
    }

    @Override
    public void write(Allowed allowed, ExportRequest request, Writer out) throws IOException {
        out.write(YamlText.comments(allowed.head(true)));
        out.write("version: 1\nnetwork_policies:\n");
        var domain = request.parameter(DOMAIN).orElseThrow();
        var binary = OpenShellHosts.binary(request);
        allowed.each(
                server ->
                        out.write(
                                YamlText.of(
                                        Map.of(
                                                server.versionHandle(),
                                                rule(server, domain, binary)),
                                        2)));
        if (allowed.servers() == 0) {
            out.write("  {}\n");
        }
    }

    private static Map<String, Object> rule(AllowedServer server, String domain, String binary) {
        var rules = new ArrayList<Map<String, Object>>();
        for (var method : List.of("initialize", "notifications/initialized", "tools/list")) {
            rules.add(Map.of("allow", Map.of("method", method)));
        }
        var names = server.allowedTools().stream().map(AllowedTool::name).toList();
        if (!names.isEmpty()) {
            var call = new LinkedHashMap<String, Object>();
            call.put("method", "tools/call");
            call.put("tool", Map.of("any", names));
            rules.add(Map.of("allow", call));
        }
        var endpoint = new LinkedHashMap<String, Object>();
        endpoint.put("host", server.versionHandle() + "." + domain);
        endpoint.put("port", 443);
        endpoint.put("path", "/mcp");
        endpoint.put("protocol", "mcp");
        endpoint.put("enforcement", "enforce");
        endpoint.put("rules", rules);
        var denied =
                server.tools().stream()
                        .filter(each -> !each.allowed() && each.name().matches(NAME))
                        .map(each -> denial(each.name()))
                        .toList();
        if (!denied.isEmpty()) {
            endpoint.put("deny_rules", denied);
        }
        var rule = new LinkedHashMap<String, Object>();
        rule.put("name", server.purl());
        rule.put("endpoints", List.of(endpoint));
        rule.put("binaries", List.of(Map.of("path", binary)));
        return rule;
    }

    private static Map<String, Object> denial(String tool) {
        var denial = new LinkedHashMap<String, Object>();
        denial.put("method", "tools/call");
        denial.put("tool", tool);
        return denial;
    }
}
