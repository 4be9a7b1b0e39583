package dev.assay.web.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the service, as {@code assay serve} runs it, on ports of its own. */
final class Node implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> settings;
    private final int port = freePort();
    private final int gatePort = freePort();
    private Process process;

    /**
     * @param folder its data directory's parent, and where what it prints is kept
     * @param settings what all nodes have in common, as environment variables
     */
    Node(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    URI pages() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    URI gate() {
        return URI.create("http://127.0.0.1:" + gatePort + "/");
    }

    int gatePort() {
        return gatePort;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Starts the process, and does not wait for it. */
    void start() throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.assay.web.cli.Main",
                        "serve",
                        "--port=" + port,
                        "--gate-port=" + gatePort,
                        "--data=" + data());
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        process = builder.start();
    }

    /** Waits until something on record is served. */
    void awaitServed(String path) throws InterruptedException {
        await(gate().resolve(path));
    }

    /** Waits until the pages are there, which is once the database is. */
    void awaitPages() throws InterruptedException {
        await(pages().resolve("actuator/health"));
    }

    private void await(URI address) throws InterruptedException {
        var until = System.nanoTime() + TO_START.toNanos();
        var last = 0;
        while (System.nanoTime() < until && process.isAlive()) {
            last = Asked.status(address);
            if (last == 200) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no 200 but " + last + " from a node that printed:\n" + printed());
    }

    /** Asks it to end, as a service manager does, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it ends by itself. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(TO_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end, and printed:\n" + printed());
        }
    }

    /**
     * Stops it as a machine that is paused would: it notices nothing of the time until it wakes.
     */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (sent.waitFor() != 0) {
            throw new IOException("no " + name + " was sent");
        }
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Path output() {
        return folder.resolve("printed.txt");
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
