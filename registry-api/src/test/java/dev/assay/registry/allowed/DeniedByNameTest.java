package dev.assay.registry.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.tool.ToolClass;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What gateways deny by name, beside what they deny because nothing allows it. */
class DeniedByNameTest {

    @Test
    void aRouteOfEnvoyAiGatewayDeniesBeforeItAllows() throws IOException {
        var text = written("envoy-ai-gateway", server(17, 1));

        assertThat(text.indexOf("tool: closed-16"))
                .isPositive()
                .isLessThan(text.indexOf("action: Allow"));
        // Sixteen tools are the most of a rule.
        assertThat(text.split("action: Deny", -1)).hasSize(3);
    }

    @Test
    void whatTakesMoreRulesThanARouteHasIsRefused() throws IOException {
        var fits = Targets.one("envoy-ai-gateway", List.of(server(15 * 16, 17)));
        var toomany = Targets.one("envoy-ai-gateway", List.of(server(15 * 16 + 1, 17)));

        assertThat(Targets.write(fits, Targets.usual(fits)).refused()).isFalse();
        assertThat(Targets.write(toomany, Targets.usual(toomany)).why().toString())
                .contains("more than 32 rules", "export one consumer at a time");
    }

    @Test
    void agentgatewayHasNoTargetWithDenialsAlone() throws IOException {
        // It lets everything through that no rule denies where no rule allows anything.
        assertThat(written("agentgateway", server(2, 0)))
                .doesNotContain("deny: ")
                .doesNotContain("- name: mail-mcp");
        assertThat(written("agentgateway", server(2, 1)))
                .contains("- deny: \"mcp.tool.name == \\\"closed-0\\\"\"", "- name: mail-mcp");
    }

    @Test
    void namesOfManyWithdrawnReleasesAreSpreadOverRules() throws IOException {
        var withdrawn =
                IntStream.range(0, 51)
                        .mapToObj(each -> new Withdrawn("pkg:npm/old@1.0." + each, "expired"))
                        .toList();
        var format =
                Targets.all(List.of(), withdrawn).stream()
                        .filter(each -> each.id().equals("agentgateway"))
                        .findFirst()
                        .orElseThrow();

        var text = Targets.write(format, Targets.usual(format)).text();

        assertThat(text.split("- deny: ", -1)).hasSize(1 + 2 * 3);
        assertThat(text).contains(withdrawn.getLast().versionHandle());
    }

    private static String written(String format, AllowedServer server) throws IOException {
        var target = Targets.one(format, List.of(server));
        return Targets.write(target, Targets.usual(target)).text();
    }

    private static AllowedServer server(int closed, int granted) {
        var tools = new ArrayList<AllowedTool>();
        for (var each = 0; each < granted; each++) {
            var grant = SomeServers.grant("bot", "bot-client");
            tools.add(SomeServers.tool("open-" + each, ToolClass.READ, List.of(), grant));
        }
        for (var each = 0; each < closed; each++) {
            tools.add(SomeServers.denied("closed-" + each, ToolClass.NEVER, "never to be used"));
        }
        return SomeServers.offering(tools.toArray(AllowedTool[]::new));
    }
}
