package dev.assay.web.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** {@code ./assay serve} on embedded defaults, on ports of its own. */
final class Service implements AutoCloseable {

    private static final long GIGABYTE = 1L << 30;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int gatePort;
    private final double readySeconds;

    private Service(Process process, int gatePort, double readySeconds) {
        this.process = process;
        this.gatePort = gatePort;
        this.readySeconds = readySeconds;
    }

    static Service start(Path working, Path data) throws IOException, InterruptedException {
        var gatePort = Node.freePort();
        var log = working.resolve("service.log");
        var began = System.nanoTime();
        var process =
                new ProcessBuilder(
                                Path.of("assay").toAbsolutePath().toString(),
                                "serve",
                                "--port=" + Node.freePort(),
                                "--gate-port=" + gatePort,
                                "--data=" + data)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        await(
                "the service",
                process,
                URI.create("http://127.0.0.1:" + gatePort + "/health/readiness"),
                log);
        return new Service(process, gatePort, (System.nanoTime() - began) / 1e9);
    }

    /** Waits until an address answers 200. */
    static void await(String what, Process process, URI address, Path log)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (Asked.status(address) != 200) {
            if (System.nanoTime() > until || !process.isAlive()) {
                process.destroy();
                throw new IOException(what + " does not start:\n" + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    double readySeconds() {
        return readySeconds;
    }

    int gatePort() {
        return gatePort;
    }

    List<Long> processes() {
        return List.of(process.pid());
    }

    byte[] body(Case.Request request) throws IOException, InterruptedException {
        var builder =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatePort + request.path()));
        request.headers()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(": ", 2))
                .forEach(header -> builder.header(header[0], header[1]));
        var answer = CLIENT.send(builder.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    request.path()
                            + " is answered by "
                            + answer.statusCode()
                            + ": "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /** What the process holds while a gigabyte goes through it. */
    void streamAGigabyte(String path) throws IOException, InterruptedException {
        var before = residentMegabytes();
        var most = before;
        for (var sent = 0L; sent < GIGABYTE; ) {
            sent += body(new Case.Request(path, "")).length;
            most = Math.max(most, residentMegabytes());
        }
        System.out.printf(
                Locale.ROOT,
                "%nresident: %d MB after all of this, %d at most while a gigabyte was sent%n",
                before,
                most);
    }

    private long residentMegabytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS of " + process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
