package dev.assay.samples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's {@code docker-registry} on loopback, with its storage in a folder, and {@code skopeo} to
 * push to it.
 */
public final class SampleImageRegistry implements AutoCloseable {

    /** Why a test that needs both is skipped. */
    public static final String MISSING = "no docker-registry and skopeo on this machine";

    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private int pushed;

    private SampleImageRegistry(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether both programs are installed. */
    public static boolean isInstalled() {
        return has("docker-registry") && has("skopeo");
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /**
     * Starts one.
     *
     * @param folder for its storage; it must be there
     */
    public static SampleImageRegistry start(Path folder) {
        return start(folder, "");
    }

    /**
     * Starts one with more in its configuration.
     *
     * @param more YAML, for example a part {@code auth}
     */
    public static SampleImageRegistry start(Path folder, String more) {
        return start(folder, freePort(), more);
    }

    /** Starts one on a port of {@link #freePort}. */
    public static SampleImageRegistry start(Path folder, int port, String more) {
        try {
            var configuration =
                    Files.writeString(
                            folder.resolve("registry.yml"),
                            """
                            version: 0.1
                            log: {level: error, accesslog: {disabled: true}}
                            storage:
                              filesystem: {rootdirectory: %s}
                              delete: {enabled: true}
                            http: {addr: "127.0.0.1:%d"}
                            %s
                            """
                                    .formatted(folder.resolve("data"), port, more));
            var process =
                    new ProcessBuilder("docker-registry", "serve", configuration.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("registry.log").toFile())
                            .start();
            var registry = new SampleImageRegistry(folder, port, process);
            registry.await();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port on which nobody listens. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        for (var attempt = 0; attempt < 200; attempt++) {
            try {
                client.send(
                        HttpRequest.newBuilder(address().resolve("/v2/")).build(),
                        BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException(
                "docker-registry does not start: "
                        + Files.readString(folder.resolve("registry.log")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As images name it. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public URI address() {
        return URI.create("http://" + host());
    }

    /**
     * Pushes a layout.
     *
     * @param name with its tag, without the registry
     * @param more options of {@code skopeo copy}
     */
    public void push(Path layout, String name, String... more) {
        var command = new ArrayList<>(List.of("copy", "--all", "--dest-tls-verify=false"));
        command.addAll(List.of(more));
        command.add("oci:" + layout);
        command.add("docker://" + host() + "/" + name);
        skopeo(command);
    }

    public void push(SampleImage image, String name) {
        push(image.write(folder.resolve("pushed-" + pushed++)), name);
    }

    /** Runs skopeo without asking anybody whom to trust. */
    private void skopeo(List<String> arguments) {
        try {
            var log = Files.createTempFile(folder, "skopeo", ".log");
            var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
            command.addAll(arguments);
            var run =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (!run.waitFor(60, TimeUnit.SECONDS) || run.exitValue() != 0) {
                run.destroy();
                throw new IllegalStateException(command + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Deletes what a tag names, with all tags of it. */
    public void delete(String name, String digest) {
        try {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            address()
                                                    .resolve(
                                                            "/v2/" + name + "/manifests/" + digest))
                                    .DELETE()
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it keeps a blob. */
    public Path blob(String digest) {
        var hex = digest.substring(digest.indexOf(':') + 1);
        return folder.resolve("data/docker/registry/v2/blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
    }

    /** Turns a bit in the middle of a blob on its disk. */
    public void alter(String digest) {
        try {
            var file = blob(digest);
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
