package dev.assay.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayOutputStream;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A Maven repository on a loopback port: files in the usual layout, with SHA-256 and SHA-1 beside
 * each, and a list of versions for each artifact.
 */
public final class SampleMavenRepository implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Requests signedIn = new Requests();
    private volatile int away;

    private SampleMavenRepository(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts an empty repository on a free port. */
    public static SampleMavenRepository start() {
        // Without it every answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SampleMavenRepository(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException problem) {
            throw new UncheckedIOException("the sample repository cannot listen", problem);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /**
     * Publishes a jar with its POM.
     *
     * @param name group, artifact and version, with colons between
     * @param inPom XML that stands in the POM, for example {@link #dependencies}
     */
    public SampleMavenRepository publish(String name, String inPom) {
        var source = name.replaceAll("[^A-Za-z0-9]", "_");
        return publish(
                name,
                inPom,
                jar(
                        Map.of(
                                "sample/" + source + ".txt",
                                ("I am " + name).getBytes(StandardCharsets.UTF_8))));
    }

    /** Publishes a jar of these bytes with its POM. */
    public SampleMavenRepository publish(String name, String inPom, byte[] jar) {
        put(path(name, "jar"), jar);
        return publishPom(name, inPom);
    }

    /** Publishes a POM without a jar: a parent, say. */
    public SampleMavenRepository publishPom(String name, String inPom) {
        var parts = name.split(":");
        var pom =
                """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  %s
                </project>
                """
                        .formatted(parts[0], parts[1], parts[2], inPom);
        put(path(name, "pom"), pom.getBytes(StandardCharsets.UTF_8));
        list(parts[0], parts[1]);
        return this;
    }

    /** XML that asks for packages, each with group, artifact, version and perhaps scope. */
    public static String dependencies(String... names) {
        var xml = new StringBuilder("<dependencies>");
        for (var name : names) {
            var parts = name.split(":");
            xml.append("<dependency><groupId>%s</groupId>".formatted(parts[0]));
            xml.append("<artifactId>%s</artifactId>".formatted(parts[1]));
            xml.append("<version>%s</version>".formatted(parts[2]));
            if (parts.length > 3) {
                xml.append("<scope>%s</scope>".formatted(parts[3]));
            }
            xml.append("</dependency>");
        }
        return xml.append("</dependencies>").toString();
    }

    /** A jar of some files. */
    public static byte[] jar(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return bytes.toByteArray();
    }

    /** Puts a file in its place, with checksums that fit. */
    public void put(String path, byte[] bytes) {
        files.put(path, bytes);
        files.put(path + ".sha256", digest("SHA-256", bytes).getBytes(StandardCharsets.UTF_8));
        files.put(path + ".sha1", digest("SHA-1", bytes).getBytes(StandardCharsets.UTF_8));
    }

    /** What is in a place, to be signed for example. */
    public byte[] file(String path) {
        var file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("there is nothing at " + path);
        }
        return file.clone();
    }

    /** Turns a bit of a file and leaves its checksums as they are. */
    public void alter(String path) {
        files.computeIfPresent(
                path,
                (same, before) -> {
                    var bytes = before.clone();
                    bytes[bytes.length / 2] ^= 1;
                    return bytes;
                });
    }

    /** Takes the checksums of a file away. */
    public void forgetChecksums(String path) {
        files.remove(path + ".sha256");
        files.remove(path + ".sha1");
    }

    /** Takes a version back, from the list of versions too. */
    public void withdraw(String name) {
        var parts = name.split(":");
        var folder = folder(parts[0], parts[1]) + parts[2] + "/";
        files.keySet().removeIf(path -> path.startsWith(folder));
        list(parts[0], parts[1]);
    }

    /** Answers everything with a status from now on, or with what is there for 0. */
    public void away(int status) {
        away = status;
    }

    /** Refuses whoever does not send this {@code Authorization} from now on. */
    public void demand(String authorization) {
        signedIn.demand(authorization);
    }

    /** Every {@code Authorization} that was sent so far. */
    public Set<String> credentials() {
        return signedIn.credentials();
    }

    /** The paths that were asked for, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Where the file of a release is. */
    public static String path(String name, String extension) {
        var parts = name.split(":");
        return folder(parts[0], parts[1])
                + parts[2]
                + "/"
                + parts[1]
                + "-"
                + parts[2]
                + "."
                + extension;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void list(String group, String artifact) {
        var folder = folder(group, artifact);
        var versions = new TreeSet<String>();
        for (var path : files.tailMap(folder).keySet()) {
            if (!path.startsWith(folder)) {
                break;
            }
            if (path.endsWith(".pom")) {
                versions.add(path.substring(folder.length(), path.lastIndexOf('/')));
            }
        }
        var place = folder + "maven-metadata.xml";
        if (versions.isEmpty()) {
            files.remove(place);
            return;
        }
        var listed =
                versions.stream()
                        .map("      <version>%s</version>"::formatted)
                        .collect(Collectors.joining("\n"));
        put(
                place,
                """
                <metadata>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <versioning>
                    <latest>%s</latest>
                    <release>%s</release>
                    <versions>
                %s
                    </versions>
                    <lastUpdated>20260101000000</lastUpdated>
                  </versioning>
                </metadata>
                """
                        .formatted(group, artifact, versions.getLast(), versions.getLast(), listed)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1);
            requests.add(path);
            var file = files.get(path);
            if (!signedIn.admit(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (away != 0 || file == null) {
                exchange.sendResponseHeaders(away != 0 ? away : 404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
                exchange.getResponseBody().write(file);
            }
        }
    }

    private static String folder(String group, String artifact) {
        return group.replace('.', '/') + "/" + artifact + "/";
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has " + algorithm, problem);
        }
    }
}
