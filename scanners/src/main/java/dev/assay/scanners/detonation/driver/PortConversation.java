package dev.assay.scanners.detonation.driver;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;

/** Over HTTP, by the transports of the official client. */
final class PortConversation implements Conversation {

    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final McpJsonMapper JSON = new JacksonMcpJsonMapper(new ObjectMapper());

    private final McpClientTransport transport;
    private final Correspondence correspondence;

    PortConversation(Endpoint endpoint, Correspondence correspondence) {
        this.transport = endpoint.events() ? events(endpoint) : streamable(endpoint);
        this.correspondence = correspondence;
        transport
                .connect(message -> message.doOnNext(this::heard))
                .subscribe(nothing -> {}, problem -> correspondence.end());
    }

    private static McpClientTransport streamable(Endpoint endpoint) {
        return HttpClientStreamableHttpTransport.builder(endpoint.origin())
                .endpoint(endpoint.path())
                .customizeClient(PortConversation::configured)
                .jsonMapper(JSON)
                .maxResponseSize(Correspondence.LONGEST_MESSAGE)
                .resumableStreams(false)
                .openConnectionOnStartup(false)
                .build();
    }

    @SuppressWarnings("deprecation") // As the transport is, which servers speak all the same.
    private static McpClientTransport events(Endpoint endpoint) {
        return io.modelcontextprotocol.client.transport.HttpClientSseClientTransport.builder(
                        endpoint.origin())
                .sseEndpoint(endpoint.path())
                .customizeClient(PortConversation::configured)
                .jsonMapper(JSON)
                .maxResponseSize(Correspondence.LONGEST_MESSAGE)
                .build();
    }

    private static void configured(HttpClient.Builder client) {
        client.version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    @Override
    public Reply ask(String method, JsonNode parameters, Duration patience)
            throws InterruptedException {
        try (var request = correspondence.request(method, parameters)) {
            send(request.message())
                    .subscribe(
                            nothing -> {},
                            problem -> request.refused(String.valueOf(problem.getMessage())));
            return request.await(patience);
        }
    }

    @Override
    public void tell(String method, JsonNode parameters) {
        sendAnyway(Correspondence.message(method, parameters));
    }

    private void heard(McpSchema.JSONRPCMessage message) {
        try {
            var answer = correspondence.heard(JSON.writeValueAsString(message));
            if (answer != null) {
                sendAnyway(answer);
            }
        } catch (IOException e) {
            throw new IllegalStateException("what was read cannot be written", e);
        }
    }

    private Mono<Void> send(JsonNode message) {
        try {
            return transport.sendMessage(
                    McpSchema.deserializeJsonRpcMessage(JSON, correspondence.sent(message)));
        } catch (IOException e) {
            throw new IllegalStateException("a message of ours is none", e);
        }
    }

    /** That nobody takes it is told by what is asked next. */
    private void sendAnyway(JsonNode message) {
        send(message).subscribe(nothing -> {}, problem -> {});
    }

    @Override
    public void close() {
        transport.closeGracefully().timeout(LEAVING).onErrorComplete().block();
    }
}
