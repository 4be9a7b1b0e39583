package dev.assay.scanners.artifact.npm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.assay.scanners.artifact.Tarballs;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An npm registry on the loopback interface that serves what a test publishes, and misbehaves where
 * a test says so.
 */
public final class LoopbackRegistry implements AutoCloseable {

    /** One answer to one path. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, TreeMap<String, ObjectNode>> packages = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();
    private final Map<String, byte[]> tarballs = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    static {
        // Without it every small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public LoopbackRegistry() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The paths that were asked for, with their methods. */
    public List<String> requests() {
        return requests;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    /** Publishes a version; the manifest's other fields are given as JSON. */
    public LoopbackRegistry publish(String name, String version, String fields) {
        var manifest = (ObjectNode) JSON.readTree(fields);
        manifest.put("name", name);
        manifest.put("version", version);
        var file = name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
        var path = "/" + name + "/-/" + file;
        var bytes = Tarballs.tarball().file("package/package.json", manifest.toString()).gzipped();
        tarballs.put(path, bytes);
        var dist = manifest.putObject("dist");
        dist.put("tarball", address().resolve(path).toString());
        dist.put("integrity", integrity(bytes));
        dist.put("shasum", HexFormat.of().formatHex(digest("SHA-1", bytes)));
        packages.computeIfAbsent(name, any -> new TreeMap<>()).put(version, manifest);
        tags.computeIfAbsent(name, any -> new HashMap<>()).put("latest", version);
        return this;
    }

    public LoopbackRegistry publish(String name, String version) {
        return publish(name, version, "{}");
    }

    public LoopbackRegistry tag(String name, String tag, String version) {
        tags.computeIfAbsent(name, any -> new HashMap<>()).put(tag, version);
        return this;
    }

    /** The manifest as it will be served, to be changed. */
    public ObjectNode manifest(String name, String version) {
        return packages.getOrDefault(name, new TreeMap<>()).get(version);
    }

    /** Answers a path in another way. */
    public LoopbackRegistry answer(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public byte[] tarball(String path) {
        return tarballs.getOrDefault(path, new byte[0]);
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    public static String integrity(byte[] bytes) {
        return "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", bytes));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "none" : authorization);
        try (exchange) {
            var special = answers.get(path);
            var tarball = tarballs.get(path);
            var versions = packages.get(path.substring(1));
            if (special != null) {
                special.to(exchange);
            } else if (tarball != null) {
                send(exchange, 200, tarball);
            } else if (versions != null) {
                send(exchange, 200, packument(path.substring(1), versions));
            } else {
                send(exchange, 404, "{\"error\":\"Not found\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public byte[] packument(String name) {
        return packument(name, packages.getOrDefault(name, new TreeMap<>()));
    }

    private byte[] packument(String name, Map<String, ObjectNode> versions) {
        var packument = JSON.createObjectNode();
        packument.put("name", name);
        var distTags = packument.putObject("dist-tags");
        tags.getOrDefault(name, Map.of()).forEach(distTags::put);
        var all = packument.putObject("versions");
        versions.forEach(all::set);
        var time = packument.putObject("time");
        versions.keySet().forEach(version -> time.put(version, "2026-01-01T00:00:00.000Z"));
        return JSON.writeValueAsBytes(packument);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
