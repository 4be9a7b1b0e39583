package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An agent that has Assay configured as an MCP server, by the SDK's own client. */
final class Agent implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final McpSyncClient client;

    /**
     * @param token null for a stranger
     */
    Agent(int port, @Nullable String token) {
        this.client =
                McpClient.sync(
                                HttpClientStreamableHttpTransport.builder(
                                                "http://localhost:" + port)
                                        .endpoint("/mcp")
                                        .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                                        .addHttpRequestCustomizer(
                                                (request, method, uri, body, context) -> {
                                                    if (token != null) {
                                                        request.setHeader(
                                                                "Authorization", "Bearer " + token);
                                                    }
                                                })
                                        .build())
                        .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                        .requestTimeout(Duration.ofSeconds(20))
                        .build();
        client.initialize();
    }

    List<Tool> tools() {
        return client.listTools().tools();
    }

    CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    /** The structured content of an answer, which the client has checked against its schema. */
    JsonNode answer(String tool, Map<String, Object> arguments) {
        var result = call(tool, arguments);
        assertThat(result.isError()).as(result.toString()).isNotEqualTo(true);
        return JSON.valueToTree(result.structuredContent());
    }

    /** What it is told instead of an answer. */
    String refusal(String tool, Map<String, Object> arguments) {
        var result = call(tool, arguments);
        assertThat(result.isError()).as(result.toString()).isTrue();
        return result.content().toString();
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
