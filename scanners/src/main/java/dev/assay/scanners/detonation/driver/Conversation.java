package dev.assay.scanners.detonation.driver;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JSON-RPC over the standard streams of a process, a message per line (Model Context Protocol,
 * transports, stdio). The other side is hostile: lines, their number and their depth are bounded,
 * and what is no message is written down and passed over.
 */
final class Conversation implements AutoCloseable {

    private static final int LONGEST_LINE = 8 << 20;
    private static final int MOST_LINES = 20_000;
    private static final JsonMapper JSON = HostileJson.mapper(LONGEST_LINE);

    private final OutputStream out;
    private final Transcript transcript;
    private final ServersRequests serversRequests;
    private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean gone;
    private final AtomicInteger stray = new AtomicInteger();

    /**
     * @param process with all three streams piped
     * @param serversRequests answers what the server asks back
     */
    Conversation(Process process, Transcript transcript, ServersRequests serversRequests) {
        this.out = process.getOutputStream();
        this.transcript = transcript;
        this.serversRequests = serversRequests;
        Thread.ofVirtual().start(() -> listen(process));
        Thread.ofVirtual().start(() -> overhear(process));
    }

    /** Asks, and waits for the answer. */
    Reply ask(String method, JsonNode parameters, Duration patience) throws InterruptedException {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<Reply>();
        waiting.put(id, answer);
        var message = message(method, parameters).put("id", id);
        if (gone || !write(message)) {
            return new Reply.Gone();
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Reply.Silent();
        } catch (ExecutionException e) {
            return new Reply.Gone();
        } finally {
            waiting.remove(id);
        }
    }

    void tell(String method, JsonNode parameters) {
        write(message(method, parameters));
    }

    /** Lines of its output that were no messages, which spoil the protocol. */
    int stray() {
        return stray.get();
    }

    private static ObjectNode message(String method, JsonNode parameters) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("jsonrpc", "2.0").put("method", method).set("params", parameters);
        return message;
    }

    private synchronized boolean write(JsonNode message) {
        var line = message.toString();
        transcript.add("client", line);
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void listen(Process process) {
        try (var in = process.getInputStream()) {
            var lines = new BoundedLines(in, LONGEST_LINE);
            for (var i = 0; i < MOST_LINES; i++) {
                var line = lines.next();
                if (line == null) {
                    break;
                }
                if (!line.isBlank()) {
                    transcript.add("server", line);
                    take(line);
                }
            }
        } catch (IOException e) {
            // The process has been ended; whoever waits is told below.
        } finally {
            gone = true;
            waiting.values().forEach(answer -> answer.complete(new Reply.Gone()));
        }
    }

    private void overhear(Process process) {
        try (var in = process.getErrorStream()) {
            var lines = new BoundedLines(in, Transcript.LONGEST);
            for (var line = lines.next(); line != null; line = lines.next()) {
                transcript.add("errors", line);
            }
        } catch (IOException e) {
            // The process has been ended.
        }
    }

    private void take(String line) {
        var message = parsed(line);
        if (message == null || !message.isObject()) {
            stray.incrementAndGet();
            return;
        }
        var id = message.path("id");
        if (message.path("method").isString()) {
            if (!id.isMissingNode()) {
                write(serversRequests.answer(message));
            }
        } else if (id.canConvertToInt()) {
            var answer = waiting.get(id.intValue());
            if (answer != null) {
                answer.complete(reply(message));
            }
        }
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
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

    /** Ends its input, which a server takes as the end of the session. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
