package dev.assay.scanners.detonation.driver;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Over the standard streams of a process, a message per line (Model Context Protocol, transports,
 * stdio). Lines and their number are bounded.
 */
final class StreamConversation implements Conversation {

    private static final int MOST_LINES = 20_000;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final OutputStream out;
    private final Transcript transcript;
    private final Correspondence correspondence;
    private final BooleanSupplier elsewhere;

    /** Who speaks here is looked for nowhere else, whatever ports its tools open. */
    private boolean hasAnswered;

    /**
     * @param process with all three streams piped
     * @param elsewhere tries whether the server listens somewhere else, and whether it answers
     *     there; asked now and then until it answers here
     */
    StreamConversation(
            Process process,
            Transcript transcript,
            Correspondence correspondence,
            BooleanSupplier elsewhere) {
        this.out = process.getOutputStream();
        this.transcript = transcript;
        this.correspondence = correspondence;
        this.elsewhere = elsewhere;
        Thread.ofVirtual().start(() -> listen(process));
        Thread.ofVirtual().start(() -> overhear(process));
    }

    @Override
    public Reply ask(String method, JsonNode parameters, Duration patience)
            throws InterruptedException {
        try (var request = correspondence.request(method, parameters)) {
            if (!write(request.message())) {
                return new Reply.Gone();
            }
            var end = System.nanoTime() + patience.toNanos();
            var reply = request.await(LOOK);
            while (reply instanceof Reply.Silent
                    && System.nanoTime() < end
                    && (hasAnswered || !elsewhere.getAsBoolean())) {
                reply = request.await(LOOK);
            }
            hasAnswered |= !(reply instanceof Reply.Silent);
            return reply;
        }
    }

    @Override
    public void tell(String method, JsonNode parameters) {
        write(Correspondence.message(method, parameters));
    }

    private synchronized boolean write(JsonNode message) {
        var line = correspondence.sent(message);
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
            var lines = new BoundedLines(in, Correspondence.LONGEST_MESSAGE);
            for (var i = 0; i < MOST_LINES; i++) {
                var line = lines.next();
                if (line == null) {
                    break;
                }
                if (!line.isBlank()) {
                    var answer = correspondence.heard(line);
                    if (answer != null) {
                        write(answer);
                    }
                }
            }
        } catch (IOException e) {
            // The process has been ended; whoever waits is told below.
        } finally {
            correspondence.end();
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
