package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.AssayApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** A process that is told to end gives to its end what it has begun to give, and records it. */
class GracefulStopTest {

    private static final int SIZE = 24 << 20;

    @TempDir Path folder;

    @Test
    void endsASlowDownloadAndTakesNothingNew() throws Exception {
        var content = new byte[SIZE];
        new Random(1).nextBytes(content);
        try (var node = new Node(folder, Map.of("ASSAY_UPSTREAM_NPM_URL", "http://127.0.0.1:9/"))) {
            seed(node.data(), content);
            node.start();
            node.awaitPages();
            try (var socket = new Socket()) {
                socket.setReceiveBufferSize(32 << 10);
                socket.connect(new InetSocketAddress("127.0.0.1", node.gatePort()));
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(
                                ("GET /npm/slow-mcp/-/slow-mcp-1.0.0.tgz HTTP/1.1\r\nHost: gate\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                var received = new ByteArrayOutputStream();
                received.write(in.readNBytes(1 << 20));

                node.terminate();
                Thread.sleep(1500);
                assertThat(Asked.status(node.gate().resolve("npm/slow-mcp")))
                        .as("nothing new is taken")
                        .isZero();
                for (var part = in.readNBytes(1 << 20);
                        part.length > 0;
                        part = in.readNBytes(1 << 20)) {
                    received.write(part);
                    Thread.sleep(40);
                }

                var whole = received.toByteArray();
                var head =
                        new String(whole, 0, 2000, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
                assertThat(whole).startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
                assertThat(whole.length - head - 4).isEqualTo(SIZE);
                assertThat(Arrays.copyOfRange(whole, head + 4, whole.length)).isEqualTo(content);
            }
            node.awaitEnd();
            assertThat(lastLine(node.data().resolve("fetch-log/1"))).contains("\"closed\":1");
        }
    }

    private static String lastLine(Path log) throws Exception {
        try (var files = Files.list(log)) {
            var last = files.filter(each -> each.toString().endsWith(".log")).max(Path::compareTo);
            return Files.readAllLines(last.orElseThrow()).getLast();
        }
    }

    private static void seed(Path data, byte[] content) throws Exception {
        String database;
        try (var first =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--db-scheduler.enabled=false",
                                "--assay.data-directory=" + data,
                                "--assay.upstream.npm.url=http://127.0.0.1:9/")) {
            Cluster.approved(first, Purl.npm("slow-mcp", "1.0.0"), content);
            database = first.getBean(HikariDataSource.class).getJdbcUrl();
        }
        // What worked in the background keeps the file open in this process for a moment.
        try (var last = DriverManager.getConnection(database, "assay", "");
                var statement = last.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
