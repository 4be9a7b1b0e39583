package dev.assay.registry.gate.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client that asks for one thing over and over, on loopback, each connection on its own. */
final class Load {

    /** What one round came to; latencies in milliseconds. */
    record Result(double perSecond, double p50, double p99) {}

    private Load() {}

    /** The body of one answer. */
    static byte[] once(int port, String path, String headers) throws IOException {
        try (var socket = connect(port)) {
            socket.getOutputStream().write(request(path, headers));
            var in = new BufferedInputStream(socket.getInputStream());
            return in.readNBytes((int) length(in));
        }
    }

    static Result run(int port, String path, String headers, int connections, Duration duration)
            throws InterruptedException {
        var request = request(path, headers);
        var end = System.nanoTime() + duration.toNanos();
        var rounds = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < connections; i++) {
                rounds.add(threads.submit(() -> ask(port, request, end)));
            }
        }
        var latencies =
                rounds.stream().map(Load::done).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(
                latencies.length / (duration.toNanos() / 1e9),
                latencies[latencies.length / 2] / 1e6,
                latencies[(int) (latencies.length * 0.99)] / 1e6);
    }

    private static long[] ask(int port, byte[] request, long end) throws IOException {
        var latencies = new long[1 << 12];
        var count = 0;
        try (var socket = connect(port)) {
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            var out = socket.getOutputStream();
            for (var now = System.nanoTime(); now < end; ) {
                out.write(request);
                in.skipNBytes(length(in));
                var done = System.nanoTime();
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = done - now;
                now = done;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static byte[] request(String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Reads the head of an answer, which must be a 200, and tells how long its body is. */
    private static long length(InputStream in) throws IOException {
        var status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("not what is to be measured: " + status);
        }
        var length = -1L;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed: " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static long[] done(Future<long[]> round) {
        try {
            return round.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "a connection failed: %s", e.getCause()), e);
        }
    }
}
