package dev.assay.web.nodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL server that is killed and started again over the same files. */
final class Postgresql implements AutoCloseable {

    private final Path folder;
    private final int port = Node.freePort();
    private EmbeddedPostgres server;

    Postgresql(Path folder) {
        this.folder = folder;
    }

    void start() {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(folder)
                            .setCleanDataDirectory(false)
                            .setPort(port)
                            .start();
        } catch (IOException | LinkageError e) {
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** As its owner. */
    JdbcClient jdbc() {
        return JdbcClient.create(server.getPostgresDatabase());
    }

    /** Ends it as a power cut would. */
    void kill() throws IOException, InterruptedException {
        var file = folder.resolve("postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        while (process.isAlive()) {
            Thread.sleep(20);
        }
        // It held a lock on the folder for this process.
        server.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
