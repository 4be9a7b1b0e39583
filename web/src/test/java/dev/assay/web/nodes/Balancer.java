package dev.assay.web.nodes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** nginx in front of several gates, which asks the next one where one does not answer. */
final class Balancer implements AutoCloseable {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private final int port = Node.freePort();
    private final Path folder;
    private final List<Node> nodes;
    private Process process;

    Balancer(Path folder, List<Node> nodes) {
        this.folder = folder;
        this.nodes = nodes;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    void start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(NGINX), "skipped: there is no " + NGINX);
        Files.createDirectories(folder);
        var settings = folder.resolve("nginx.conf");
        Files.writeString(settings, settings());
        process =
                new ProcessBuilder(
                                NGINX.toString(),
                                "-p",
                                folder.toString(),
                                "-e",
                                folder.resolve("errors").toString(),
                                "-c",
                                settings.toString())
                        .inheritIO()
                        .start();
        while (Asked.status(address()) == 0 && process.isAlive()) {
            Thread.sleep(20);
        }
    }

    private String settings() {
        var servers =
                nodes.stream()
                        .map(each -> "server 127.0.0.1:" + each.gatePort() + " fail_timeout=1s;")
                        .collect(Collectors.joining(" "));
        // One worker as the one who started it, so that its folders are its own.
        return """
        daemon off;
        master_process off;
        pid %1$s/pid;
        events {}
        http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            upstream gates { %2$s }
            server {
                listen 127.0.0.1:%3$d;
                location / {
                    proxy_pass http://gates;
                    proxy_connect_timeout 1s;
                    proxy_next_upstream error timeout http_503;
                }
            }
        }
        """
                .formatted(folder, servers, port);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
