package dev.assay.scanners.detonation.driver;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that wait for their answers (JSON-RPC 2.0), whatever carries the messages. The other
 * side is hostile: depth and length are bounded, and what is no message is counted and passed over.
 */
final class Correspondence {

    /** In bytes of UTF-8. */
    static final int LONGEST_MESSAGE = 8 << 20;

    private static final JsonMapper JSON = HostileJson.mapper(LONGEST_MESSAGE);

    private final Transcript transcript;
    private final ServersRequests serversRequests;
    private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger stray = new AtomicInteger();
    private volatile boolean ended;

    /**
     * @param serversRequests answers what the server asks back
     */
    Correspondence(Transcript transcript, ServersRequests serversRequests) {
        this.transcript = transcript;
        this.serversRequests = serversRequests;
    }

    /** A request that has been numbered and whose answer is awaited. */
    final class Request implements AutoCloseable {

        private final int id = ids.incrementAndGet();
        private final CompletableFuture<Reply> answer = new CompletableFuture<>();
        private final ObjectNode message;

        private Request(String method, JsonNode parameters) {
            message = Correspondence.message(method, parameters).put("id", id);
            waiting.put(id, answer);
            if (ended) {
                answer.complete(new Reply.Gone());
            }
        }

        ObjectNode message() {
            return message;
        }

        /** May be called again after it was silent. */
        Reply await(Duration patience) throws InterruptedException {
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return new Reply.Silent();
            } catch (ExecutionException e) {
                return new Reply.Gone();
            }
        }

        /** It was not taken, with the reason in words. */
        void refused(String reason) {
            answer.complete(new Reply.Refused(0, reason));
        }

        @Override
        public void close() {
            waiting.remove(id);
        }
    }

    Request request(String method, JsonNode parameters) {
        return new Request(method, parameters);
    }

    static ObjectNode message(String method, JsonNode parameters) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("jsonrpc", "2.0").put("method", method).set("params", parameters);
        return message;
    }

    /** Writes down what is sent. */
    String sent(JsonNode message) {
        var text = message.toString();
        transcript.add("client", text);
        return text;
    }

    /**
     * Takes what the server said.
     *
     * @return what it is to be told, where it asked something; else null
     */
    @Nullable ObjectNode heard(String text) {
        transcript.add("server", text);
        var message = parsed(text);
        if (message == null || !message.isObject()) {
            stray.incrementAndGet();
            return null;
        }
        var id = message.path("id");
        if (message.path("method").isString()) {
            return id.isMissingNode() ? null : serversRequests.answer(message);
        }
        if (id.canConvertToInt()) {
            var answer = waiting.get(id.intValue());
            if (answer != null) {
                answer.complete(reply(message));
            }
        }
        return null;
    }

    /** Nothing will be heard any more. */
    void end() {
        ended = true;
        waiting.values().forEach(answer -> answer.complete(new Reply.Gone()));
    }

    /** What it said that were no messages, which spoils the protocol. */
    int stray() {
        return stray.get();
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Reply reply(JsonNode message) {
        var error = message.path("error");
        return error.isObject()
                ? new Reply.Refused(error.path("code").asInt(0), error.path("message").asString(""))
                : new Reply.Result(message.path("result"));
    }
}
