package dev.assay.web.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The network between nodes and their database, which can be slow, silent or cut. */
final class DatabaseWay implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("(?<=//127\\.0\\.0\\.1:)\\d+");

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int port;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean silent;

    DatabaseWay() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Begins to lead to this database; gives the address of the way. */
    String to(String url) {
        var matcher = PORT.matcher(url);
        if (!matcher.find()) {
            throw new IllegalArgumentException(url);
        }
        port = Integer.parseInt(matcher.group());
        Thread.ofVirtual().start(this::accept);
        return matcher.replaceFirst(Integer.toString(listener.getLocalPort()));
    }

    /** Keeps everything that is sent for so long, in both directions. */
    void delay(Duration by) {
        delay = by;
    }

    /** Takes what is sent and passes nothing on, as a machine does that is gone. */
    void silent(boolean wanted) {
        silent = wanted;
    }

    /** Ends all connections, as a failover does. */
    void cut() {
        open.forEach(DatabaseWay::end);
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> pass(server, client));
            }
        } catch (IOException e) {
            // It is closed, or the database is away.
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[16 << 10];
            for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                while (silent) {
                    Thread.sleep(20);
                }
                Thread.sleep(delay);
                out.write(bytes, 0, read);
            }
        } catch (IOException e) {
            // One side has ended it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
