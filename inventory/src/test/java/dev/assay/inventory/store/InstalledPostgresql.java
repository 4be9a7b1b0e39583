package dev.assay.inventory.store;

import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import javax.sql.DataSource;

/** A PostgreSQL of the version that the machine has installed, as somebody else than root. */
final class InstalledPostgresql implements AutoCloseable {

    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private static final int TRIES = 3;

    private final Path programs;
    private final Path folder;
    private final int port;

    private InstalledPostgresql(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; skips the test where this version is not installed. */
    static InstalledPostgresql start(int version) throws IOException, InterruptedException {
        var programs = Path.of("/usr/lib/postgresql/" + version + "/bin");
        Assumptions.assumeTrue(
                Files.isExecutable(programs.resolve("initdb")),
                () -> "skipped: there is no PostgreSQL " + version + " in " + programs);
        var folder = Files.createTempDirectory("assay-postgresql");
        try {
            if (IS_ROOT) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            var server = new InstalledPostgresql(programs, folder, port());
            server.program("initdb", "-D", server.data(), "-U", "postgres", "-A", "trust", "-N");
            return server.started(TRIES);
        } catch (IOException | InterruptedException | RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    private static int port() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Between its choice and the start, somebody else may have taken the port. */
    private InstalledPostgresql started(int tries) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        try {
            program(
                    "pg_ctl",
                    "-D",
                    data(),
                    "-w",
                    "-l",
                    log.toString(),
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -k " + folder,
                    "start");
            return this;
        } catch (IOException e) {
            if (tries > 1) {
                return new InstalledPostgresql(programs, folder, port()).started(tries - 1);
            }
            throw new IOException(Files.exists(log) ? Files.readString(log) : "no log", e);
        }
    }

    DataSource source() {
        var database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        database.setUser("postgres");
        return database;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void program(String name, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (IS_ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var said = Files.createTempFile("assay-postgresql", ".txt");
        try {
            // Into a file: the server keeps whatever it is given open.
            var process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException(
                        command + " said: " + Files.readString(said, StandardCharsets.UTF_8));
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            program("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
