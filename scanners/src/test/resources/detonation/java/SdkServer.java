package mail;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;

import java.util.List;
import java.util.Map;

/** A server on the official SDK. */
public final class SdkServer {

    private SdkServer() {}

    public static void main(String[] arguments) {
        var json = new JacksonMcpJsonMapper(new ObjectMapper());
        var schema =
                Map.<String, Object>of(
                        "type",
                        "object",
                        "properties",
                        Map.of("text", Map.of("type", "string")),
                        "required",
                        List.of("text"));
        var tool = Tool.builder("send_mail", schema).description("Sends a mail").build();
        McpServer.sync(new StdioServerTransportProvider(json))
                .jsonMapper(json)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .serverInfo("sdk-mail", "1.0.0")
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(
                        new SyncToolSpecification(
                                tool,
                                (exchange, call) -> {
                                    try {
                                        var text = String.valueOf(call.arguments().get("text"));
                                        return CallToolResult.builder()
                                                .addTextContent(Sender.send(text))
                                                .build();
                                    } catch (Exception e) {
                                        return CallToolResult.builder()
                                                .isError(true)
                                                .addTextContent(String.valueOf(e))
                                                .build();
                                    }
                                }))
                .build();
    }
}
