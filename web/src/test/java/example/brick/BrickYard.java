package example.brick;

import com.sun.net.httpserver.HttpServer;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A yard on loopback. */
public final class BrickYard implements AutoCloseable {

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public BrickYard() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var path = exchange.getRequestURI().getPath().substring(1);
                    asked.add(path);
                    var body = files.get(path);
                    exchange.sendResponseHeaders(
                            body == null ? 404 : 200, body == null ? -1 : body.length);
                    if (body != null) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Lays down a version, promised as it is. */
    public void lay(String name, int version, byte[] brick) {
        files.put(name + "-" + version + ".tgz", brick);
        files.merge(
                name + ".txt",
                (version + " " + Sha256.of(brick).hex() + "\n").getBytes(StandardCharsets.UTF_8),
                (before, line) ->
                        (new String(before, StandardCharsets.UTF_8)
                                        + new String(line, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** Puts other bytes where a version lies. */
    public void change(String name, int version, byte[] other) {
        files.put(name + "-" + version + ".tgz", other);
    }

    /** What was asked for. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
