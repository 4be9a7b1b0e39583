package dev.assay.registry.allowed;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.allowed.AllowedHost.Protocol;
import dev.assay.registry.allowed.AllowedHost.Subdomains;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Servers to write policies about. */
final class SomeServers {

    static final String GATE = "https://gate.example.test/";
    static final Instant UNTIL = Instant.parse("2027-05-01T00:00:00Z");

    private SomeServers() {}

    /** Two that use all that every target can say once rates and approvals are kept elsewhere. */
    static List<AllowedServer> usual() {
        return List.of(
                server(
                        "@acme/crm",
                        "1.4.2",
                        List.of(host("api.example.com"), host("files.example.com")),
                        List.of(
                                tool(
                                        "get_contact",
                                        ToolClass.READ,
                                        List.of(),
                                        grant("sales-agent", "sales-client")),
                                tool(
                                        "refund",
                                        ToolClass.WRITE,
                                        List.of(
                                                new Constraint.Range("amount", null, 50.0),
                                                new Constraint.Recipients(
                                                        "to", List.of("*@example.org"))),
                                        grant("finance-agent", "finance-client")),
                                neverFor("sales-agent", "sales-client", "update_contact"),
                                denied("export_all", ToolClass.NEVER, "never to be used"))),
                server(
                        "mail-mcp",
                        "2.0.1",
                        List.of(host("mail.example.org")),
                        List.of(
                                tool(
                                        "search",
                                        ToolClass.READ,
                                        List.of(),
                                        grant("sales-agent", "sales-client")))));
    }

    /** Two that earlier files may have let through. */
    static List<Withdrawn> withdrawn() {
        return List.of(
                new Withdrawn("pkg:npm/%40acme/crm@1.4.1", "revoked"),
                new Withdrawn("pkg:pypi/chat-mcp@0.9", "rejected"));
    }

    static AllowedServer server(
            String name, String version, List<AllowedHost> hosts, List<AllowedTool> tools) {
        var purl = Purl.npm(name, version);
        var release = "0123456789abcdef0123456789abcdef";
        return new AllowedServer(
                release.substring(0, 31) + version.charAt(0),
                purl.toString(),
                "ab".repeat(32),
                "sha512-" + "A".repeat(86) + "==",
                Stage.PRODUCTION,
                Instant.parse("2027-06-01T00:00:00Z"),
                GATE + "npm/~/" + release.substring(0, 31) + version.charAt(0) + "/",
                "local.assay/" + name.replace("@", "").replace("/", "-"),
                hosts,
                tools);
    }

    /** A tool of .NET. */
    static AllowedServer nuget(String name, String version) {
        var npm = server(name, version, List.of(), List.of());
        return new AllowedServer(
                npm.release(),
                new Purl("nuget", null, name, version).toString(),
                npm.sha256(),
                npm.integrity(),
                npm.stage(),
                npm.expiresAt(),
                GATE + "nuget/~/" + npm.release() + "/",
                npm.listed(),
                List.of(),
                List.of());
    }

    /** One that runs elsewhere. */
    static AllowedServer remote(String address) {
        return new AllowedServer(
                "0123456789abcdef0123456789abcdef",
                RemoteEndpoint.parse(address).purl("20260131T120000Z.1a2b3c4d5e6f").toString(),
                "ab".repeat(32),
                "sha512-" + "A".repeat(86) + "==",
                Stage.PRODUCTION,
                Instant.parse("2027-06-01T00:00:00Z"),
                GATE + "generic/~/0123456789abcdef0123456789abcdef/",
                null,
                List.of(),
                List.of());
    }

    static AllowedServer server(AllowedHost... hosts) {
        return server("mail-mcp", "2.0.1", List.of(hosts), List.of());
    }

    static AllowedServer offering(AllowedTool... tools) {
        return server("mail-mcp", "2.0.1", List.of(), List.of(tools));
    }

    static AllowedHost host(String name) {
        return host(name, 443, Subdomains.NONE);
    }

    static AllowedHost host(String name, int port, Subdomains subdomains) {
        return new AllowedHost(name, port, Protocol.HTTPS, subdomains);
    }

    static AllowedTool tool(
            String name,
            ToolClass toolClass,
            List<Constraint> constraints,
            AllowedTool.Grant... grants) {
        return new AllowedTool(
                name,
                toolClass,
                true,
                "",
                terms(
                        constraints,
                        toolClass == ToolClass.WRITE ? ApprovalMode.CONFIRM : ApprovalMode.NONE),
                Arrays.asList(grants));
    }

    static AllowedTool denied(String name, ToolClass toolClass, String why) {
        return new AllowedTool(
                name, toolClass, false, why, terms(List.of(), ApprovalMode.NONE), List.of());
    }

    private static AllowedTool neverFor(String consumer, String identity, String name) {
        return new AllowedTool(
                name,
                ToolClass.WRITE,
                true,
                "",
                terms(List.of(), ApprovalMode.CONFIRM),
                List.of(),
                List.of(
                        new AllowedTool.Denial(
                                consumer, identity, "research", "it is confirmed for write")));
    }

    static AllowedTool.Grant grant(String consumer, String identity) {
        return new AllowedTool.Grant(consumer, identity, UNTIL);
    }

    private static ToolTerms terms(List<Constraint> constraints, ApprovalMode mode) {
        return new ToolTerms(List.of(), "CRM", constraints, mode, new RateLimit(60, 60));
    }
}
