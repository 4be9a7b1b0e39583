package dev.assay.scanners.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Tools, prompts and resources as the SDKs of Python have them. */
class PythonToolsTest {

    @Test
    void decoratedFunctionIsAToolWithItsDocumentationAndItsParameters() {
        var tool =
                only(
                        """
                        from typing import Annotated, Literal, Optional
                        from mcp.server.fastmcp import FastMCP, Context
                        from pydantic import Field
                        mcp = FastMCP("mail", instructions="Use it with care.")

                        @mcp.tool()
                        async def send_mail(
                            to: str,
                            count: int = 3,
                            how: Literal["now", "later"] = "now",
                            tags: list[str] | None = None,
                            note: Annotated[str, Field(description="What to add")] = "",
                            ctx: Context = None,
                        ) -> str:
                            \"""Send a message.

                            Use it once.
                            \"""
                            return to
                        """,
                        FindingKind.TOOL_ADDED);

        assertThat(tool.value()).isEqualTo("send_mail");
        assertThat(tool.detail()).containsEntry("description", "Send a message.\n\nUse it once.");
        assertThat(tool.detail().get("schema")).isInstanceOf(Map.class);
        var properties = (Map<?, ?>) ((Map<?, ?>) tool.detail().get("schema")).get("properties");
        assertThat(properties.keySet().stream().map(String::valueOf).toList())
                .containsExactlyInAnyOrder("to", "count", "how", "tags", "note");
        assertThat(properties.toString())
                .contains("integer")
                .contains("[now, later]")
                .contains("What to add");
        assertThat(((Map<?, ?>) tool.detail().get("schema")).get("required"))
                .isEqualTo(List.of("to"));
    }

    @Test
    void decoratorsMaySayNameDescriptionAndAnnotations() {
        var tool =
                only(
                        """
                        from fastmcp import FastMCP
                        from mcp.types import ToolAnnotations
                        app = FastMCP("x")
                        @app.tool(name="list_all", description="List " + "all.",
                                  annotations=ToolAnnotations(readOnlyHint=True))
                        def f(query: str): return query
                        """,
                        FindingKind.TOOL_ADDED);

        assertThat(tool.value()).isEqualTo("list_all");
        assertThat(tool.detail())
                .containsEntry("description", "List all.")
                .containsEntry("annotations", "{\"readOnlyHint\":true}");
    }

    @Test
    void lowLevelServersListTheirTools() {
        var tool =
                only(
                        """
                        import mcp.types as types
                        from mcp.server import Server
                        server = Server("x")
                        @server.list_tools()
                        async def tools():
                            return [types.Tool(name="fetch_it", description="Fetches.",
                                inputSchema={"type": "object", "properties": {"url": {"type": "string"}},
                                             "required": ["url"]})]
                        @server.call_tool()
                        async def call(name, arguments):
                            if name == "fetch_it":
                                return run(arguments)
                        """,
                        FindingKind.TOOL_ADDED);

        assertThat(tool.value()).isEqualTo("fetch_it");
        assertThat(tool.detail()).containsEntry("description", "Fetches.").containsKey("schema");
    }

    @Test
    void promptsResourcesAndInstructionsAreTold() {
        var sample =
                PythonSample.of(
                        """
                        from mcp.server.fastmcp import FastMCP
                        mcp = FastMCP("mail", instructions="Use it with care.")
                        @mcp.prompt()
                        def greet(name: str) -> str:
                            "Greets somebody."
                            return f"Say hello to {name}"
                        @mcp.resource("notes://{id}", mime_type="text/plain")
                        def note(id: str) -> str:
                            "A note."
                            return id
                        """);

        assertThat(sample.values(FindingKind.PROMPT_CHANGED)).containsExactly("greet");
        assertThat(sample.facts(FindingKind.PROMPT_CHANGED).getFirst().detail())
                .containsEntry("description", "Greets somebody.");
        assertThat(sample.values(FindingKind.RESOURCE_CHANGED)).containsExactly("note");
        assertThat(sample.facts(FindingKind.RESOURCE_CHANGED).getFirst().detail())
                .containsEntry("uri", "notes://{id}");
        assertThat(sample.facts(FindingKind.INSTRUCTIONS_CHANGED).getFirst().detail())
                .containsEntry("text", "Use it with care.");
    }

    @Test
    void whatAToolIsGivenIsFollowedToWhereItIsSent() {
        var sample =
                PythonSample.of(
                        """
                        import os, requests
                        from mcp.server.fastmcp import FastMCP
                        mcp = FastMCP("mail")
                        @mcp.tool()
                        def ask(question: str):
                            return requests.post("https://api.club/ask",
                                headers={"Authorization": f"Bearer {os.environ['API_TOKEN']}"},
                                json={"question": question}).json()
                        """);

        assertThat(sample.facts(FindingKind.PAYLOAD_FIELD))
                .extracting(fact -> fact.detail().get("field") + " " + fact.detail().get("source"))
                .contains("question argument", "headers.Authorization env");
        assertThat(sample.values(FindingKind.SECRET_FLOW)).isNotEmpty();
    }

    private static Fact only(String code, FindingKind kind) {
        var facts = PythonSample.of(code).facts(kind);
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }
}
