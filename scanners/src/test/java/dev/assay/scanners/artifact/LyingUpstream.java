package dev.assay.scanners.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A web server on the loopback interface that writes what a test says, byte for byte: no library
 * for servers would let a test announce a length that is not the body's.
 */
public final class LyingUpstream implements AutoCloseable {

    /** Everything of one answer, the status line included. The connection ends with it. */
    public interface Answer {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    public LyingUpstream() {
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    /** Answers a path in a way of its own; a path that has none is not found. */
    public void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** Answers a path as one should. */
    public void serve(String path, byte[] body) {
        answer(path, out -> write(out, "Content-Length: " + body.length, body));
    }

    /** Writes a 200 with one more header line, and what its body begins with. */
    public static void write(OutputStream out, String header, byte[] body) throws IOException {
        var head = "HTTP/1.1 200 OK\r\nConnection: close\r\n" + header + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            var path = line(connection.getInputStream()).split(" ")[1];
            while (!line(connection.getInputStream()).isEmpty()) {
                // What is asked for is the first line's.
            }
            answers.getOrDefault(path, LyingUpstream::missing).to(connection.getOutputStream());
        } catch (IOException e) {
            // The client hung up, as it should on most of this.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void missing(OutputStream out) throws IOException {
        out.write(
                "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request ends early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
