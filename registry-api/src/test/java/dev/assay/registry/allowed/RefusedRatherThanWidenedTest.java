package dev.assay.registry.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.allowed.AllowedHost.Subdomains;
import dev.assay.registry.export.ExportGroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a target cannot say is never written down as something else. */
class RefusedRatherThanWidenedTest {

    /** What each target makes of a name, of what is one level below it, and of all below it. */
    @ParameterizedTest
    @CsvSource({
        "squid,                api.example.com, -,               -",
        "cilium,               api.example.com, *.example.com,   **.example.com",
        "istio,                api.example.com, -,               *.example.com",
        "envoy,                api.example.com, -,               *.example.com",
        "aws-network-firewall, api.example.com, -,               -",
        "openshell-egress,     api.example.com, *.example.com,   **.example.com",
        "toolhive-profile,     api.example.com, -,               -",
        "toolhive-run,         api.example.com, -,               -",
        "docker-catalogue,     api.example.com, -,               -"
    })
    void aWildcardMeansExactlyWhatIsDeclaredOrIsRefused(
            String id, String exact, String oneLevel, String all) throws IOException {
        says(id, SomeServers.host("api.example.com"), exact);
        says(id, SomeServers.host("example.com", 443, Subdomains.ONE_LEVEL), oneLevel);
        says(id, SomeServers.host("example.com", 443, Subdomains.ALL), all);
    }

    private static void says(String id, AllowedHost host, String expected) throws IOException {
        var server =
                SomeServers.server(
                        "mail-mcp",
                        "2.0.1",
                        List.of(host),
                        List.of(SomeServers.tool("search", ToolClass.READ, List.of())));
        var written = write(id, server, Map.of());
        if (expected.equals("-")) {
            assertThat(written.why())
                    .singleElement()
                    .asString()
                    .contains("mail-mcp", "example.com");
        } else {
            assertThat(written.why()).isEmpty();
            assertThat(written.text())
                    .containsPattern("[\" ]" + java.util.regex.Pattern.quote(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"squid,.example.com", "aws-network-firewall,.example.com"})
    void whatTakesInTheHostItselfIsSaidWhereTheHostIsDeclaredToo(String id, String expected)
            throws IOException {
        var server =
                SomeServers.server(
                        SomeServers.host("example.com"),
                        SomeServers.host("example.com", 443, Subdomains.ALL));

        assertThat(write(id, server, Map.of()).text()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"squid", "envoy", "aws-network-firewall", "openshell-egress"})
    void oneListForSeveralServersIsAskedForOnPurpose(String id) throws IOException {
        var format = Targets.one(id, SomeServers.usual());
        var given = new HashMap<>(Targets.usual(format));
        given.remove("together");

        assertThat(Targets.write(format, given).why())
                .singleElement()
                .asString()
                .contains("together=yes");
    }

    @Test
    void aListOfNamesSaysNothingOfPortsUnlessSomebodyElseDoes() throws IOException {
        var format =
                Targets.one(
                        "aws-network-firewall",
                        List.of(SomeServers.server(SomeServers.host("api.example.com"))));

        assertThat(Targets.write(format, Map.of()).why())
                .singleElement()
                .asString()
                .contains("elsewhere=ports");
    }

    @Test
    void hostsOfSeveralPortsAreNoCrossProduct() throws IOException {
        var server =
                SomeServers.server(
                        SomeServers.host("api.example.com"),
                        SomeServers.host("db.example.com", 8443, Subdomains.NONE));

        assertThat(write("toolhive-profile", server, Map.of()).why())
                .singleElement()
                .asString()
                .contains("every port on its list at every host");
        assertThat(write("cilium", server, Map.of()).text()).contains("8443");
    }

    @Test
    void oneHostAtTwoPortsIsMoreThanServerNamesTell() throws IOException {
        var server =
                SomeServers.server(
                        SomeServers.host("api.example.com"),
                        SomeServers.host("api.example.com", 8443, Subdomains.NONE));

        assertThat(write("envoy", server, Map.of()).why()).hasSize(1);
    }

    @Test
    void aToolThatMayNotBeCalledKeepsAServerOffListsThatCannotKeepItOut() throws IOException {
        var servers =
                List.of(
                        SomeServers.offering(
                                SomeServers.denied("wipe", ToolClass.NEVER, "never to be used")));
        for (var format : Targets.all(servers)) {
            if (format.group() == ExportGroup.CLIENT) {
                assertThat(Targets.write(format, Map.of()).why())
                        .as(format.id())
                        .singleElement()
                        .asString()
                        .contains("wipe", "never to be used", "elsewhere=tools");
            }
        }
    }

    @Test
    void everyAspectThatATargetLacksIsRefusedByItself() throws IOException {
        var tool =
                SomeServers.tool(
                        "pay",
                        ToolClass.WRITE,
                        List.of(new Constraint.Range("amount", null, 50.0)),
                        SomeServers.grant("payer", "payer-client"));
        var servers = List.of(SomeServers.server("@acme/crm", "1.4.2", List.of(), List.of(tool)));
        for (var format : Targets.all(servers)) {
            var usual = Targets.usual(format);
            assertThat(Targets.write(format, usual).why()).as(format.id()).isEmpty();
            if (format.group() == ExportGroup.EGRESS || !usual.containsKey("elsewhere")) {
                continue;
            }
            for (var aspect : usual.get("elsewhere").split(",")) {
                if (aspect.equals("tools")) {
                    continue;
                }
                var without = new HashMap<>(usual);
                without.put(
                        "elsewhere",
                        String.join(
                                ",",
                                java.util.Arrays.stream(usual.get("elsewhere").split(","))
                                        .filter(each -> !each.equals(aspect))
                                        .toList()));
                without.values().removeIf(String::isEmpty);
                assertThat(Targets.write(format, without).why())
                        .as(format.id() + " without " + aspect)
                        .singleElement()
                        .asString()
                        .contains("pay", "elsewhere=" + aspect);
            }
        }
    }

    @Test
    void whatCannotBeSaidIsLeftOutByNameWhereSomebodyWantsThat() throws IOException {
        var server =
                SomeServers.server(
                        SomeServers.host("api.example.com"),
                        SomeServers.host("example.org", 443, Subdomains.ALL));

        var written = write("squid", server, Map.of("leave-out", "unsayable"));

        assertThat(written.text())
                .contains("# Left out: pkg:npm/mail-mcp@2.0.1, everything below example.org:443")
                .contains("dstdomain -n api.example.com")
                .doesNotContain("dstdomain -n .example.org");
    }

    @ParameterizedTest
    @CsvSource({"toolhive-run", "docker-profile"})
    void whereNoToolMayBeCalledAnEmptyListIsNotWritten(String id) throws IOException {
        var server =
                SomeServers.offering(
                        SomeServers.denied("wipe", ToolClass.NEVER, "never to be used"));

        assertThat(write(id, server, Map.of()).why())
                .singleElement()
                .asString()
                .contains("none of its tools may be called");
    }

    @ParameterizedTest
    @CsvSource({"toolhive-cedar", "envoy-ai-gateway", "agentgateway"})
    void aConsumerWithoutAnIdentityIsNotEverybody(String id) throws IOException {
        var server =
                SomeServers.offering(
                        SomeServers.tool(
                                "search",
                                ToolClass.READ,
                                List.of(),
                                SomeServers.grant("bot", " ")));

        assertThat(write(id, server, Map.of()).why())
                .singleElement()
                .asString()
                .contains("bot", "a rule without one is for everybody");
        assertThat(write(id, server, Map.of("leave-out", "unsayable")).text())
                .doesNotContain("search\"");
    }

    @Test
    void aDailyCapIsMoreThanASingleCallTells() throws IOException {
        var server =
                SomeServers.offering(
                        SomeServers.tool(
                                "send",
                                ToolClass.READ,
                                List.of(new Constraint.Cap("mails", 100)),
                                SomeServers.grant("bot", "bot-client")));

        assertThat(write("envoy-ai-gateway", server, Map.of()).why())
                .singleElement()
                .asString()
                .contains("counts nothing over a day");
        assertThat(write("tool-policy", server, Map.of()).text()).contains("\"per_day\" : 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copilot", "claude-code-settings", "claude-code-managed-mcp"})
    void aServerThatRunsElsewhereIsOnTheListByItsAddress(String id) throws IOException {
        var written = write(id, SomeServers.remote("https://mcp.example.com/mcp"), Map.of());

        assertThat(written.why()).isEmpty();
        assertThat(written.text()).contains("\"https://mcp.example.com/mcp\"");
        assertThat(written.text()).doesNotContain("npx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copilot",
                "claude-code-settings",
                "claude-code-managed-mcp",
                "amazon-q",
                "cursor",
                "windsurf"
            })
    void aToolOfDotNetIsStartedFromTheGateByItsOwnProgram(String id) throws IOException {
        var written = write(id, SomeServers.nuget("acme.mail", "2.0.1"), Map.of());

        assertThat(written.why()).isEmpty();
        assertThat(written.text())
                .contains("dnx", "gate")
                .contains("v3")
                .doesNotContain("npx", "registryType\" : \"npm");
    }

    @Test
    void theCatalogueForNpxRefusesWhatAnotherProgramStarts() throws IOException {
        assertThat(
                        write("docker-catalogue", SomeServers.nuget("acme.mail", "2.0.1"), Map.of())
                                .why())
                .singleElement()
                .asString()
                .contains("its command is dnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor", "windsurf", "amazon-q", "docker-catalogue"})
    void whatIsGivenCommandsAloneRefusesAServerThatRunsElsewhere(String id) throws IOException {
        var written = write(id, SomeServers.remote("https://mcp.example.com/mcp"), Map.of());

        assertThat(written.why()).singleElement().asString().contains("runs elsewhere");
    }

    private static Targets.Written write(
            String id, AllowedServer server, Map<String, String> others) throws IOException {
        var format = Targets.one(id, List.of(server));
        var given = new HashMap<>(Targets.usual(format));
        given.computeIfPresent("server", (name, value) -> server.name());
        given.putAll(others);
        return Targets.write(format, given);
    }
}
