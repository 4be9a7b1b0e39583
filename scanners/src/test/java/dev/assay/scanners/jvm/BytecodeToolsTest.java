package dev.assay.scanners.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** Tools as annotations and builders declare them. */
class BytecodeToolsTest {

    @Test
    void readsWhatAnAnnotationSaysOfATool() {
        var tool =
                Jars.of(
                                "package a; import org.springframework.ai.tool.annotation.*; public class Main { @Tool(name = \"send_mail\", description = \"Sends a mail\")"
                                        + " public String send(@ToolParam(description = \"Who gets it\") String to, @ToolParam(required = false) int copies) { return to; } }")
                        .facts(FindingKind.TOOL_ADDED)
                        .getFirst();
        assertThat(tool.value()).isEqualTo("send_mail");
        assertThat(tool.detail())
                .containsEntry("description", "Sends a mail")
                .containsEntry(
                        "schema",
                        Map.of(
                                "type", "object",
                                "properties",
                                        Map.of(
                                                "to",
                                                Map.of(
                                                        "type",
                                                        "string",
                                                        "description",
                                                        "Who gets it"),
                                                "copies",
                                                Map.of("type", "integer")),
                                "required", java.util.List.of("to")));
    }

    @Test
    void namesAToolAfterItsMethodWhereNothingElseDoes() {
        assertThat(
                        Jars.of(
                                        "package a; public class Main { @dev.langchain4j.agent.tool.Tool({\"Adds\", \"numbers\"}) int add(int a, int b) { return a + b; } }")
                                .facts(FindingKind.TOOL_ADDED))
                .singleElement()
                .satisfies(tool -> assertThat(tool.value()).isEqualTo("add"))
                .extracting(tool -> tool.detail().get("description"))
                .isEqualTo("Adds\nnumbers");
    }

    @Test
    void readsWhatAToolClaimsOfItself() {
        assertThat(
                        Jars.of(
                                        "package a; import org.springaicommunity.mcp.annotation.*; public class Main { @McpTool(name = \"list\", annotations = @McpTool.Hints(readOnlyHint = true)) String list() { return null; } }")
                                .facts(FindingKind.TOOL_ADDED))
                .singleElement()
                .extracting(tool -> tool.detail().get("annotations"))
                .isEqualTo("{\"readOnlyHint\":true}");
    }

    @Test
    void readsToolsThatAreBuilt() {
        var jar =
                Jars.body(
                        "new io.modelcontextprotocol.server.McpServer().instructions(\"Be kind\");"
                                + " return List.of(io.modelcontextprotocol.spec.McpSchema.Tool.builder().name(\"built\").description(\"Is built\").inputSchema(\"{\\\"type\\\":\\\"object\\\"}\").build(),"
                                + " new io.modelcontextprotocol.spec.McpSchema.Tool(\"made\", \"Is \" + \"made\", \"{}\"));");
        assertThat(jar.values(FindingKind.TOOL_ADDED)).containsExactlyInAnyOrder("built", "made");
        assertThat(jar.values(FindingKind.INSTRUCTIONS_CHANGED)).containsExactly("instructions");
        assertThat(jar.facts(FindingKind.TOOL_ADDED))
                .filteredOn(tool -> tool.value().equals("built"))
                .singleElement()
                .extracting(tool -> tool.detail().get("schema"))
                .isEqualTo(Map.of("type", "object"));
    }
}
