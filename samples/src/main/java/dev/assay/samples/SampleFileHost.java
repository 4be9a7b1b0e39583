package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A host of files on a loopback port, such as MCP bundles are fetched from. */
public final class SampleFileHost implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, URI> moved = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    private SampleFileHost(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts an empty one on a free port. */
    public static SampleFileHost start() {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SampleFileHost(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample host cannot listen", problem);
        }
    }

    /** Its origin, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Puts a file there, or another in its place. */
    public SampleFileHost put(String path, byte[] bytes) {
        files.put(path, bytes.clone());
        return this;
    }

    /** Answers a path by a redirect. */
    public SampleFileHost move(String path, URI to) {
        moved.put(path, to);
        return this;
    }

    public void remove(String path) {
        files.remove(path);
    }

    /** Turns one bit of a file. */
    public void alter(String path) {
        files.computeIfPresent(
                path,
                (any, bytes) -> {
                    var other = bytes.clone();
                    other[other.length / 2] ^= 1;
                    return other;
                });
    }

    /** Answers everything by 503 from now on. */
    public void goAway() {
        away = true;
    }

    /** Every request so far, as {@code GET /path}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            var bytes = files.get(path);
            var target = moved.get(path);
            if (away) {
                exchange.sendResponseHeaders(503, -1);
            } else if (target != null) {
                exchange.getResponseHeaders().set("Location", target.toString());
                exchange.sendResponseHeaders(302, -1);
            } else if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
