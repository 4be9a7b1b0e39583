package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A registry of crates on a loopback port, by cargo's sparse protocol: a double of ours, since no
 * server of it can be had from a distribution. A real cargo takes crates from it.
 */
public final class SampleCrateRegistry implements AutoCloseable {

    private record Listed(SampleCrate crate, byte[] bytes, String sha256, boolean yanked) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Listed> crates = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int away;
    private volatile String token = "";

    private SampleCrateRegistry(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts an empty registry on a free port. */
    public static SampleCrateRegistry start() {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SampleCrateRegistry(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample registry cannot listen", problem);
        }
    }

    /** The root of its index. */
    public URI url() {
        return URI.create(origin() + "/index/");
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public SampleCrateRegistry publish(SampleCrate crate) {
        var bytes = crate.bytes();
        crates.put(
                key(crate.name(), crate.version()),
                new Listed(crate, bytes, SamplePypiIndex.sha256(bytes), false));
        return this;
    }

    /** Takes a version back, as its publisher does: it stays, and nobody chooses it any more. */
    public void yank(String name, String version) {
        crates.computeIfPresent(
                key(name, version),
                (same, each) -> new Listed(each.crate(), each.bytes(), each.sha256(), true));
    }

    /** Turns a bit of a crate and leaves its checksum as it is. */
    public void alter(String name, String version) {
        crates.computeIfPresent(
                key(name, version),
                (same, each) -> {
                    var other = each.bytes().clone();
                    other[other.length / 2] ^= 1;
                    return new Listed(each.crate(), other, each.sha256(), each.yanked());
                });
    }

    /** Removes a version. */
    public void withdraw(String name, String version) {
        crates.remove(key(name, version));
    }

    /** Answers everything with a status from now on, or with what is there for 0. */
    public void away(int status) {
        away = status;
    }

    /** Answers nobody who does not send this token. */
    public SampleCrateRegistry requiring(String secret) {
        token = secret;
        return this;
    }

    /** The paths that were asked for, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            requests.add(path);
            if (away != 0) {
                exchange.sendResponseHeaders(away, -1);
            } else if (!token.isEmpty()
                    && !token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (path.equals("/index/config.json")) {
                send(
                        exchange,
                        "{\"dl\": \"%s/crates\", \"auth-required\": %b}"
                                .formatted(origin(), !token.isEmpty())
                                .getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith("/index/")) {
                index(exchange, path.substring(path.lastIndexOf('/') + 1));
            } else {
                file(exchange, path);
            }
        }
    }

    private void index(HttpExchange exchange, String name) throws IOException {
        var lines =
                crates.values().stream()
                        .filter(each -> each.crate().name().toLowerCase(Locale.ROOT).equals(name))
                        .map(each -> each.crate().line(each.sha256(), each.yanked()) + "\n")
                        .collect(Collectors.joining());
        if (lines.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var body = lines.getBytes(StandardCharsets.UTF_8);
        var etag = "\"" + SamplePypiIndex.sha256(body) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            send(exchange, body);
        }
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        var parts = path.split("/");
        var found =
                parts.length == 5 && parts[1].equals("crates") && parts[4].equals("download")
                        ? crates.get(key(parts[2], parts[3]))
                        : null;
        if (found == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            send(exchange, found.bytes());
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String key(String name, String version) {
        return name + " " + version;
    }
}
