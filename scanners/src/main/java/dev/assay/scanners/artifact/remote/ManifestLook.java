package dev.assay.scanners.artifact.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.assay.scanners.coordinates.RemoteEndpoint;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What a server offers, asked by the official client: it is initialized, its tools, prompts and
 * resources are listed, and nothing is called. The client claims no capability, so that the server
 * may ask nothing back.
 */
final class ManifestLook {

    private static final int MOST_PAGES = 50;
    private static final int MOST_ENTRIES = 5_000;
    private static final ObjectMapper TOLD =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private final RemoteEndpoint endpoint;
    private final ProbeOrder order;
    private final Found found;

    ManifestLook(RemoteEndpoint endpoint, ProbeOrder order, Found found) {
        this.endpoint = endpoint;
        this.order = order;
        this.found = found;
    }

    void look(boolean events) {
        try (var client =
                McpClient.sync(events ? events() : streamable())
                        .requestTimeout(Caller.PATIENCE)
                        .initializationTimeout(Caller.PATIENCE)
                        .capabilities(McpSchema.ClientCapabilities.builder().build())
                        .clientInfo(McpSchema.Implementation.builder(ProbeMain.NAME, "1").build())
                        .build()) {
            listed(client, events);
        } catch (RuntimeException e) {
            found.unknown("tools", "asking for them failed: " + reason(e));
        }
    }

    private McpClientTransport streamable() {
        var uri = endpoint.uri();
        return HttpClientStreamableHttpTransport.builder(endpoint.at("").toString())
                .endpoint(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                .customizeClient(Caller::configured)
                .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                .maxResponseSize(order.largestAnswer())
                .resumableStreams(false)
                .openConnectionOnStartup(false)
                .addHttpRequestCustomizer((request, method, at, body, context) -> signIn(request))
                .build();
    }

    @SuppressWarnings("deprecation") // As the transport is, which servers speak all the same.
    private McpClientTransport events() {
        return io.modelcontextprotocol.client.transport.HttpClientSseClientTransport.builder(
                        endpoint.at("").toString())
                .sseEndpoint(endpoint.uri().getRawPath())
                .customizeClient(Caller::configured)
                .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                .maxResponseSize(order.largestAnswer())
                .addHttpRequestCustomizer((request, method, at, body, context) -> signIn(request))
                .build();
    }

    private void signIn(java.net.http.HttpRequest.Builder request) {
        if (order.token() != null) {
            request.setHeader("Authorization", "Bearer " + order.token());
        }
    }

    private void listed(McpSyncClient client, boolean events) {
        var started = client.initialize();
        var document = found.whole();
        document.put("transport", events ? "sse" : "streamable-http");
        document.put("protocolVersion", started.protocolVersion());
        document.set("server", node(started.serverInfo()));
        if (started.instructions() != null) {
            document.put("instructions", started.instructions());
        }
        var offers = started.capabilities();
        document.set("capabilities", node(offers));
        if (offers.tools() != null) {
            list(
                    "tools",
                    "name",
                    cursor -> client.listTools(cursor),
                    McpSchema.ListToolsResult::tools,
                    McpSchema.ListToolsResult::nextCursor);
        }
        if (offers.prompts() != null) {
            list(
                    "prompts",
                    "name",
                    cursor -> client.listPrompts(cursor),
                    McpSchema.ListPromptsResult::prompts,
                    McpSchema.ListPromptsResult::nextCursor);
        }
        if (offers.resources() != null) {
            list(
                    "resources",
                    "uri",
                    cursor -> client.listResources(cursor),
                    McpSchema.ListResourcesResult::resources,
                    McpSchema.ListResourcesResult::nextCursor);
            list(
                    "resourceTemplates",
                    "uriTemplate",
                    cursor -> client.listResourceTemplates(cursor),
                    McpSchema.ListResourceTemplatesResult::resourceTemplates,
                    McpSchema.ListResourceTemplatesResult::nextCursor);
        }
    }

    private interface Asking<T> {
        T page(@Nullable String cursor);
    }

    /** All pages of one list, by name: servers may list in any order. */
    @SuppressWarnings(
            "NullAway") // The client takes no cursor for the first page, and says so nowhere.
    private <T> void list(
            String what,
            String key,
            Asking<T> asking,
            Function<T, List<?>> entries,
            Function<T, String> next) {
        var all = new ArrayList<JsonNode>();
        try {
            String cursor = null;
            for (var pages = 0; pages == 0 || cursor != null; pages++) {
                if (pages == MOST_PAGES || all.size() > MOST_ENTRIES) {
                    found.unknown(what, "it lists more than " + all.size() + " of them");
                    break;
                }
                var page = asking.page(cursor);
                entries.apply(page).forEach(each -> all.add(node(each)));
                cursor = next.apply(page);
            }
        } catch (RuntimeException e) {
            found.unknown(what, "listing them failed: " + reason(e));
            return;
        }
        all.sort(Comparator.comparing(each -> each.path(key).asString("")));
        found.whole().putArray(what).addAll(all);
    }

    /** As the schema of the protocol names it, whatever the client's own types are called. */
    private static JsonNode node(Object told) {
        try {
            var node = JsonMapper.shared().readTree(TOLD.writeValueAsString(told));
            if (node instanceof ObjectNode object) {
                object.remove("icons");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read cannot be written", e);
        }
    }

    private static String reason(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
