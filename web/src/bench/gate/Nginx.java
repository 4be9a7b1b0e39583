package dev.assay.web.nodes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file server with what the gate answers, byte for byte. */
record Nginx(Process process, int port, Map<Case.Request, String> files, Path folder)
        implements AutoCloseable {

    static Nginx start(Path working, List<Case> cases, Service service)
            throws IOException, InterruptedException {
        var folder = Files.createDirectories(working.resolve("files"));
        var files = new HashMap<Case.Request, String>();
        for (var each : cases) {
            for (var request : each.requests()) {
                if (!files.containsKey(request)) {
                    var name = String.valueOf(files.size());
                    Files.write(folder.resolve(name), service.body(request));
                    files.put(request, name);
                }
            }
        }
        var port = Node.freePort();
        var configuration =
                Files.writeString(
                        working.resolve("nginx.conf"),
                        """
                        daemon off; worker_processes 2; pid %1$s/nginx.pid; error_log stderr;
                        user %4$s;
                        events { worker_connections 256; }
                        http {
                          access_log off; sendfile on; tcp_nopush on; tcp_nodelay on;
                          keepalive_requests 100000000; open_file_cache max=1000;
                          client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2;
                          fastcgi_temp_path %1$s/t3; uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                          server { listen 127.0.0.1:%2$d; root %3$s; etag on; }
                        }
                        """
                                .formatted(working, port, folder, System.getProperty("user.name")));
        var process =
                new ProcessBuilder("/usr/sbin/nginx", "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(working.resolve("nginx.log").toFile())
                        .start();
        var nginx = new Nginx(process, port, files, folder);
        Service.await("nginx", process, nginx.address("/0"), working.resolve("nginx.log"));
        return nginx;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    List<Case.Request> requests(Case each) {
        return each.requests().stream()
                .map(request -> new Case.Request("/" + files.get(request), request.headers()))
                .toList();
    }

    long bytes(Case each) throws IOException {
        var sum = 0L;
        for (var request : each.requests()) {
            sum += Files.size(folder.resolve(files.get(request)));
        }
        return sum;
    }

    /** The workers, which do all of it. */
    List<Long> processes() {
        var all = new ArrayList<Long>();
        process.children().forEach(child -> all.add(child.pid()));
        return all;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
