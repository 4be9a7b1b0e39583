package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An index of Python packages on a loopback port: pages by the simple repository API, in JSON or in
 * HTML, with files and their metadata beside them.
 */
public final class SamplePypiIndex implements AutoCloseable {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";

    /**
     * A file, with what its page says of it.
     *
     * @param yanked why it was taken back, or empty
     */
    private record Listed(
            String project,
            String fileName,
            byte[] bytes,
            String sha256,
            byte[] metadata,
            String yanked,
            String requiresPython) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Listed> files = new ConcurrentSkipListMap<>();
    private final Map<String, byte[]> attested = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int away;
    private volatile boolean inHtmlAlone;
    private volatile String apiVersion = "1.1";

    private SamplePypiIndex(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts an empty index on a free port. */
    public static SamplePypiIndex start() {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SamplePypiIndex(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample index cannot listen", problem);
        }
    }

    /** The address below which each package has its page. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/simple/");
    }

    /**
     * Publishes a wheel for every platform.
     *
     * @param release name and version, with {@code ==} between
     * @param needs requirements as metadata write them
     */
    public SamplePypiIndex publish(String release, String... needs) {
        return publish(SampleWheel.of(release, needs));
    }

    /** Publishes a wheel, its metadata beside it. */
    public SamplePypiIndex publish(SampleWheel wheel) {
        return put(
                wheel.project(),
                wheel.fileName(),
                wheel.bytes(),
                wheel.metadata(),
                wheel.requiresPython());
    }

    /** Publishes a file without metadata beside it. */
    public SamplePypiIndex publishFile(String project, String fileName, byte[] bytes) {
        return put(project, fileName, bytes, new byte[0], "");
    }

    private SamplePypiIndex put(
            String project, String fileName, byte[] bytes, byte[] metadata, String requiresPython) {
        files.put(
                fileName,
                new Listed(project, fileName, bytes, sha256(bytes), metadata, "", requiresPython));
        return this;
    }

    /** Has attestations of a file (PEP 740), or says that it has for an empty text. */
    public void attest(String fileName, String provenance) {
        attested.put(fileName, provenance.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file back, as its publisher does, with a reason. */
    public void yank(String fileName, String reason) {
        files.computeIfPresent(
                fileName,
                (same, file) ->
                        new Listed(
                                file.project(),
                                fileName,
                                file.bytes(),
                                file.sha256(),
                                file.metadata(),
                                reason,
                                file.requiresPython()));
    }

    /** Turns a bit of a file and leaves its hash as it is. */
    public void alter(String fileName) {
        files.computeIfPresent(
                fileName,
                (same, file) -> {
                    var other = file.bytes().clone();
                    other[other.length / 2] ^= 1;
                    return new Listed(
                            file.project(),
                            fileName,
                            other,
                            file.sha256(),
                            file.metadata(),
                            file.yanked(),
                            file.requiresPython());
                });
    }

    /** Says something else in the metadata beside a wheel than in it. */
    public void alterMetadata(String fileName, String metadata) {
        files.computeIfPresent(
                fileName,
                (same, file) ->
                        new Listed(
                                file.project(),
                                fileName,
                                file.bytes(),
                                file.sha256(),
                                metadata.getBytes(StandardCharsets.UTF_8),
                                file.yanked(),
                                file.requiresPython()));
    }

    /** Removes a file. */
    public void withdraw(String fileName) {
        files.remove(fileName);
    }

    /** Answers everything with a status from now on, or with what is there for 0. */
    public void away(int status) {
        away = status;
    }

    /** Serves pages in HTML, as plain file servers do, without metadata beside files. */
    public SamplePypiIndex inHtmlAlone() {
        inHtmlAlone = true;
        return this;
    }

    /** Claims to speak another version of the API. */
    public void speak(String version) {
        apiVersion = version;
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
            } else if (path.startsWith("/simple/") && path.endsWith("/")) {
                page(exchange, path.substring("/simple/".length(), path.length() - 1));
            } else if (path.startsWith("/integrity/")) {
                var found = attested.get(path.substring("/integrity/".length()));
                if (found == null || found.length == 0) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    send(exchange, "application/vnd.pypi.integrity.v1+json", found);
                }
            } else {
                file(exchange, path.substring(path.lastIndexOf('/') + 1));
            }
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        var isMetadata = name.endsWith(".metadata");
        var file = files.get(isMetadata ? name.substring(0, name.length() - 9) : name);
        if (file == null || (isMetadata && file.metadata().length == 0)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            send(exchange, "application/octet-stream", isMetadata ? file.metadata() : file.bytes());
        }
    }

    private void page(HttpExchange exchange, String project) throws IOException {
        var listed =
                new TreeMap<>(files)
                        .values().stream()
                                .filter(file -> normal(file.project()).equals(project))
                                .toList();
        var accept = exchange.getRequestHeaders().getFirst("Accept");
        if (listed.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
        } else if (!inHtmlAlone && accept != null && accept.contains(JSON)) {
            send(exchange, JSON, json(project, listed).getBytes(StandardCharsets.UTF_8));
        } else {
            send(exchange, "text/html", html(listed).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String json(String project, List<Listed> listed) {
        var entries =
                listed.stream()
                        .map(
                                file ->
                                        """
                                        {"filename": "%s", "url": "../../files/%s",
                                         "hashes": {"sha256": "%s"}, "size": %d,
                                         "upload-time": "2026-01-02T03:04:05.000000Z",
                                         "requires-python": %s,
                                         "core-metadata": %s, "yanked": %s, "provenance": %s}
                                        """
                                                .formatted(
                                                        file.fileName(),
                                                        file.fileName(),
                                                        file.sha256(),
                                                        file.bytes().length,
                                                        file.requiresPython().isEmpty()
                                                                ? "null"
                                                                : '"' + file.requiresPython() + '"',
                                                        file.metadata().length == 0
                                                                ? "false"
                                                                : "{\"sha256\": \""
                                                                        + sha256(file.metadata())
                                                                        + "\"}",
                                                        file.yanked().isEmpty()
                                                                ? "false"
                                                                : '"' + file.yanked() + '"',
                                                        attested.containsKey(file.fileName())
                                                                ? "\"/integrity/"
                                                                        + file.fileName()
                                                                        + '"'
                                                                : "null"))
                        .collect(Collectors.joining(","));
        return "{\"meta\": {\"api-version\": \"%s\"}, \"name\": \"%s\", \"files\": [%s]}"
                .formatted(apiVersion, project, entries);
    }

    private String html(List<Listed> listed) {
        return listed.stream()
                .map(
                        file ->
                                "<a href=\"../../files/%s#sha256=%s\"%s%s>%s</a><br>"
                                        .formatted(
                                                file.fileName(),
                                                file.sha256(),
                                                file.requiresPython().isEmpty()
                                                        ? ""
                                                        : " data-requires-python=\""
                                                                + file.requiresPython()
                                                                        .replace("<", "&lt;")
                                                                        .replace(">", "&gt;")
                                                                + "\"",
                                                file.yanked().isEmpty()
                                                        ? ""
                                                        : " data-yanked=\"" + file.yanked() + "\"",
                                                file.fileName()))
                .collect(
                        Collectors.joining(
                                "\n", "<!DOCTYPE html><html><body>\n", "</body></html>"));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        var head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has SHA-256", problem);
        }
    }
}
