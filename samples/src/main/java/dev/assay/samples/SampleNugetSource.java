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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A test double of a NuGet source on a loopback port: service index, flat container, registrations
 * and catalog by protocol V3. No server of that protocol can be had where Assay is built.
 */
public final class SampleNugetSource implements AutoCloseable {

    /**
     * A package, with what is said of it.
     *
     * @param hash what the catalog has; empty where it has nothing
     * @param said more of its entry, as JSON
     */
    private record Listed(
            String id, String version, byte[] bytes, String hash, boolean listed, String said) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Listed>> packages = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int away;
    private volatile boolean inPages;
    private volatile boolean withoutCatalog;

    private SampleNugetSource(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts an empty source on a free port. */
    public static SampleNugetSource start() {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SampleNugetSource(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample source cannot listen", problem);
        }
    }

    /** The address of its service index. */
    public URI url() {
        return URI.create(base() + "v3/index.json");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Publishes a package. */
    public SampleNugetSource publish(SampleNupkg nupkg) {
        var bytes = nupkg.bytes();
        var id = nupkg.id().toLowerCase(Locale.ROOT);
        packages.computeIfAbsent(id, any -> new ConcurrentSkipListMap<>())
                .put(
                        nupkg.version(),
                        new Listed(nupkg.id(), nupkg.version(), bytes, sha512(bytes), true, ""));
        return this;
    }

    /** Publishes a package without anything but its manifest. */
    public SampleNugetSource publish(String id, String version, String... needs) {
        return publish(SampleNupkg.of(id, version, needs));
    }

    private void change(String id, String version, UnaryOperator<Listed> how) {
        versions(id.toLowerCase(Locale.ROOT))
                .computeIfPresent(version, (same, listed) -> how.apply(listed));
    }

    /** Turns a bit of a package and leaves its hash as it is. */
    public void alter(String id, String version) {
        change(
                id,
                version,
                each -> {
                    var other = each.bytes().clone();
                    other[other.length / 2] ^= 1;
                    return new Listed(each.id(), version, other, each.hash(), true, each.said());
                });
    }

    /** Takes a package out of what people are offered, as its publisher does. */
    public void unlist(String id, String version) {
        change(
                id,
                version,
                each ->
                        new Listed(
                                each.id(), version, each.bytes(), each.hash(), false, each.said()));
    }

    /** Says more of a package: {@code "deprecation": {…}}. */
    public void say(String id, String version, String json) {
        change(
                id,
                version,
                each ->
                        new Listed(
                                each.id(),
                                version,
                                each.bytes(),
                                each.hash(),
                                each.listed(),
                                json));
    }

    /** Removes a package. */
    public void withdraw(String id, String version) {
        versions(id.toLowerCase(Locale.ROOT)).remove(version);
    }

    /** Answers everything with a status from now on, or with what is there for 0. */
    public void away(int status) {
        away = status;
    }

    /** Has the leaves of registrations in pages of their own, as large packages' are. */
    public SampleNugetSource inPages() {
        inPages = true;
        return this;
    }

    /** Keeps no catalog, as most sources but the public one. */
    public SampleNugetSource withoutCatalog() {
        withoutCatalog = true;
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
                return;
            }
            var parts = path.substring(1).split("/");
            var body =
                    path.equals("/v3/index.json")
                            ? text(serviceIndex())
                            : switch (parts[0]) {
                                case "flat" -> flat(parts);
                                case "registration" -> registration(parts);
                                case "catalog" -> catalog(parts);
                                default -> new byte[0];
                            };
            if (body.length == 0) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.endsWith(".json")
                                    ? "application/json"
                                    : "application/octet-stream");
            var head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private String serviceIndex() {
        return """
               {"version": "3.0.0", "resources": [
                 {"@id": "%1$sregistration", "@type": "RegistrationsBaseUrl"},
                 {"@id": "%1$sregistration/", "@type": "RegistrationsBaseUrl/3.6.0"},
                 {"@id": "%1$sflat/", "@type": "PackageBaseAddress/3.0.0"}]}
               """
                .formatted(base());
    }

    private Map<String, Listed> versions(String id) {
        return packages.getOrDefault(id, Map.of());
    }

    private byte[] flat(String[] parts) {
        var versions = versions(parts[1]);
        if (versions.isEmpty()) {
            return new byte[0];
        }
        if (parts.length == 3) {
            return text(
                    "{\"versions\": ["
                            + versions.keySet().stream()
                                    .map(each -> '"' + each + '"')
                                    .collect(Collectors.joining(", "))
                            + "]}");
        }
        var listed = versions.get(parts[2]);
        return listed == null || !parts[3].endsWith(".nupkg") ? new byte[0] : listed.bytes();
    }

    private byte[] registration(String[] parts) {
        var versions = versions(parts[1]);
        if (versions.isEmpty()) {
            return new byte[0];
        }
        var leaves =
                "\"items\": ["
                        + versions.values().stream()
                                .map(this::leaf)
                                .collect(Collectors.joining(","))
                        + "]";
        if (parts[2].equals("page.json")) {
            return text("{" + leaves + "}");
        }
        return text(
                "{\"count\": 1, \"items\": [{\"@id\": \"%sregistration/%s/page.json\", %s}]}"
                        .formatted(base(), parts[1], inPages ? "\"count\": 1" : leaves));
    }

    private String leaf(Listed each) {
        var at = base() + "catalog/" + each.id().toLowerCase(Locale.ROOT) + "/" + each.version();
        return """
               {"@id": "%1$s", "packageContent": "%1$s",
                "catalogEntry": {"@id": "%1$s.json", "id": "%2$s", "version": "%3$s",
                  "listed": %4$s, "published": "2026-01-02T03:04:05+00:00"%5$s}}
               """
                .formatted(
                        at,
                        each.id(),
                        each.version(),
                        each.listed(),
                        each.said().isEmpty() ? "" : ", " + each.said());
    }

    private byte[] catalog(String[] parts) {
        var listed = versions(parts[1]).get(parts[2].replaceFirst("\\.json$", ""));
        return listed == null || withoutCatalog
                ? new byte[0]
                : text(
                        "{\"packageHash\": \"%s\", \"packageHashAlgorithm\": \"SHA512\"}"
                                .formatted(listed.hash()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha512(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has SHA-512", problem);
        }
    }
}
