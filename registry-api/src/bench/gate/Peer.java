package dev.assay.registry.gate.bench;

import com.sun.net.httpserver.SimpleFileServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/** A file server: nginx where it is installed, else the one that the JDK brings. */
record Peer(String name, int port, AutoCloseable running) implements AutoCloseable {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    static Peer start(Path directory, Path files) throws IOException, InterruptedException {
        return Files.isExecutable(NGINX) ? nginx(directory, files) : jdk(files);
    }

    private static Peer nginx(Path directory, Path files) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        var configuration =
                Files.writeString(
                        directory.resolve("nginx.conf"),
                        """
                        daemon off; worker_processes 2; pid %1$s/nginx.pid; error_log stderr;
                        user %4$s;
                        events { worker_connections 256; }
                        http {
                          access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
                          keepalive_requests 100000000; open_file_cache max=100;
                          client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2;
                          fastcgi_temp_path %1$s/t3; uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                          server { listen 127.0.0.1:%2$d; root %3$s; etag on; }
                        }
                        """
                                .formatted(
                                        directory, port, files, System.getProperty("user.name")));
        var process =
                new ProcessBuilder(List.of(NGINX.toString(), "-c", configuration.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("nginx.log").toFile())
                        .start();
        for (var tries = 0; ; tries++) {
            try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                return new Peer(
                        "nginx, static files with sendfile and cached descriptors",
                        port,
                        process::destroy);
            } catch (IOException e) {
                if (tries > 50 || !process.isAlive()) {
                    process.destroy();
                    throw new IOException(
                            "nginx does not start: "
                                    + Files.readString(directory.resolve("nginx.log")),
                            e);
                }
                Thread.sleep(100);
            }
        }
    }

    private static Peer jdk(Path files) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        files.toRealPath(),
                        SimpleFileServer.OutputLevel.NONE);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
        return new Peer(
                "the JDK's file server, far slower than nginx, which is not installed",
                server.getAddress().getPort(),
                () -> {
                    server.stop(0);
                    threads.shutdownNow();
                });
    }

    @Override
    public void close() throws IOException {
        try {
            running.close();
        } catch (Exception e) {
            throw new IOException("the peer did not stop", e);
        }
    }
}
