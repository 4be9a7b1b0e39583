package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;

/** Answers one request as an npm registry does, unless a fault says otherwise. */
final class UpstreamHandler implements HttpHandler {

    private final UpstreamRoutes routes;
    private final Faults faults;
    private final Requests requests;

    UpstreamHandler(Shelf shelf, Faults faults, Requests requests) {
        this.routes = new UpstreamRoutes(shelf);
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod(), path);
            exchange.getRequestBody().readAllBytes();
            if (!requests.admit(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, UpstreamAnswer.error(401, "Unauthorized"));
                return;
            }
            switch (faults.at(path).orElse(null)) {
                case UNAVAILABLE ->
                        send(exchange, UpstreamAnswer.error(503, "Service Unavailable"));
                case RATE_LIMITED -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    send(exchange, UpstreamAnswer.error(429, "Too Many Requests"));
                }
                case HANGING -> hang(path);
                case TRUNCATED -> sendHalf(exchange, routes.answer(exchange, path));
                case ALTERED -> send(exchange, altered(routes.answer(exchange, path)));
                case null -> send(exchange, routes.answer(exchange, path));
            }
        }
    }

    private void hang(String path) throws IOException {
        try {
            faults.awaitCleared(path);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the sample upstream was closed");
        }
    }

    private static void send(HttpExchange exchange, UpstreamAnswer answer) throws IOException {
        var bodiless = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        sendHead(exchange, answer, bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** Closing the exchange before the announced length is reached closes the connection too. */
    private static void sendHalf(HttpExchange exchange, UpstreamAnswer answer) throws IOException {
        sendHead(exchange, answer, answer.body().length);
        var out = exchange.getResponseBody();
        out.write(answer.body(), 0, answer.body().length / 2);
        out.flush();
    }

    private static void sendHead(HttpExchange exchange, UpstreamAnswer answer, long length)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.etag().ifPresent(etag -> exchange.getResponseHeaders().set("ETag", etag));
        exchange.sendResponseHeaders(answer.status(), length);
    }

    private static UpstreamAnswer altered(UpstreamAnswer answer) {
        var body = Arrays.copyOf(answer.body(), answer.body().length);
        if (body.length > 9) {
            body[9] ^= 0x01;
        }
        return new UpstreamAnswer(answer.status(), answer.contentType(), body);
    }
}
