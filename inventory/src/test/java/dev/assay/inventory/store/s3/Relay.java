package dev.assay.inventory.store.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies between Assay and its object store, and may be as bad as it likes. */
final class Relay implements Closeable {

    /** How it behaves. */
    enum Mood {
        HONEST,
        /** Answers of more than 10,000 bytes end in their middle. */
        CUTS,
        /** Each byte of an answer's body is another. */
        LIES,
        /** 500, as the store's own. */
        FAILS,
        /** No HTTP at all. */
        BABBLES,
        /** Nothing comes at all. */
        SILENT,
        /** A few bytes a second. */
        TRICKLES
    }

    private final ServerSocket listening;
    private final int behind;
    private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
    private final AtomicInteger badAnswers = new AtomicInteger();
    private volatile Mood mood = Mood.HONEST;
    private volatile int badLeft;

    Relay(URI store) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        behind = store.getPort();
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Connections that are kept open are ended, so that the next request meets the mood. */
    void turns(Mood to) throws IOException {
        turns(to, Integer.MAX_VALUE);
    }

    /** Honest again after so many bad answers. */
    void turns(Mood to, int times) throws IOException {
        badLeft = times;
        badAnswers.set(0);
        mood = to;
        for (var each : open.keySet()) {
            each.close();
        }
    }

    int badAnswers() {
        return badAnswers.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                open.put(client, true);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** One mood for a connection; a bad one ends with its first answer. */
    private void serve(Socket client) {
        Mood now;
        synchronized (this) {
            now = badLeft > 0 ? mood : Mood.HONEST;
            if (now != Mood.HONEST) {
                badLeft--;
                badAnswers.incrementAndGet();
            }
        }
        try (client;
                var store = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.put(store, true);
            switch (now) {
                case FAILS -> {
                    client.getInputStream().read(new byte[64 << 10]);
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                }
                case BABBLES -> {
                    client.getInputStream().read(new byte[64 << 10]);
                    client.getOutputStream().write(new byte[100]);
                }
                case SILENT -> client.getInputStream().readAllBytes();
                default -> {
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            client.getInputStream()
                                                    .transferTo(store.getOutputStream());
                                        } catch (IOException e) {
                                            // The other side ended it.
                                        }
                                    });
                    answer(store.getInputStream(), client, now);
                }
            }
        } catch (IOException e) {
            // One of both ended it.
        }
    }

    private static void answer(InputStream from, Socket to, Mood now) throws IOException {
        var buffer = new byte[64 << 10];
        var sent = 0;
        for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            switch (now) {
                case CUTS -> {
                    if (sent + n > 10_000) {
                        to.getOutputStream().write(buffer, 0, Math.max(0, 10_000 - sent));
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
                case LIES -> {
                    var head = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                    var body = head.startsWith("HTTP/1.1") ? head.indexOf("\r\n\r\n") + 4 : 0;
                    for (var i = body; i < n; i++) {
                        buffer[i] ^= 1;
                    }
                    to.getOutputStream().write(buffer, 0, n);
                }
                case TRICKLES -> {
                    for (var i = 0; i < n; i += 400) {
                        to.getOutputStream().write(buffer, i, Math.min(400, n - i));
                        try {
                            Thread.sleep(300);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                }
                default -> to.getOutputStream().write(buffer, 0, n);
            }
            sent += n;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var each : open.keySet()) {
            each.close();
        }
    }
}
