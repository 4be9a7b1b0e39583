package dev.assay.registry.allowed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;

import dev.assay.registry.allowed.AllowedHost.Subdomains;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real Squid reads what is exported for it, and lets through what it says and nothing else. */
class SquidEnforcesTest {

    private static final Path SQUID = Path.of("/usr/sbin/squid");

    @TempDir Path folder;
    private HttpServer origin;
    private int proxyPort;
    private Process squid;

    @BeforeEach
    void needSquid() throws IOException {
        assumeTrue(Files.isExecutable(SQUID), "squid is not installed");
        // It gives up root for a user of its own, who has to get in.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        origin.start();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxyPort = free.getLocalPort();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (squid != null) {
            squid.descendants().forEach(ProcessHandle::destroyForcibly);
            squid.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        if (origin != null) {
            origin.stop(0);
        }
    }

    @Test
    void readsEveryFormThatIsExported() throws Exception {
        var server =
                SomeServers.server(
                        SomeServers.host("example.com"),
                        SomeServers.host("example.com", 443, Subdomains.ALL),
                        SomeServers.host("deep.sub.example.com"),
                        SomeServers.host("api.example.org", 8443, Subdomains.NONE));
        var configuration = configuration(server, Map.of("source", "127.0.0.0/8"));

        var parsed = parse(configuration);

        assertThat(parsed).doesNotContain("ERROR", "FATAL", "WARNING");
        assertThat(parsed).contains("acl assay_hosts_443 dstdomain -n .example.com");
        // Squid refuses a name that another one of the list stands for already.
        assertThat(parsed).doesNotContain("deep.sub");
    }

    @Test
    void letsADeclaredHostThroughAtItsPortAndNothingElse() throws Exception {
        var port = origin.getAddress().getPort();
        var configuration =
                configuration(
                        SomeServers.server(SomeServers.host("localhost", port, Subdomains.NONE)),
                        Map.of());
        assertThat(parse(configuration)).doesNotContain("ERROR", "FATAL");
        squid =
                new ProcessBuilder(SQUID.toString(), "-N", "-f", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        awaitProxy();

        assertThat(connect("localhost:" + port)).startsWith("HTTP/1.1 200");
        // The same place by an address, whose name its owner could choose.
        assertThat(connect("127.0.0.1:" + port)).startsWith("HTTP/1.1 403");
        assertThat(connect("localhost:" + (port == 1024 ? 1025 : port - 1)))
                .startsWith("HTTP/1.1 403");
        assertThat(connect("elsewhere.example.test:443")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET http://localhost:" + port + "/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    private Path configuration(AllowedServer server, Map<String, String> others)
            throws IOException {
        var format = Targets.one("squid", List.of(server));
        var given = new HashMap<>(Targets.usual(format));
        given.putAll(others);
        var rules = folder.resolve("assay-squid.conf");
        Files.writeString(rules, Targets.write(format, given).text());
        var configuration = folder.resolve("squid.conf");
        Files.writeString(
                configuration,
                """
                http_port 127.0.0.1:%d
                pid_filename none
                cache_log %s/cache.log
                access_log none
                cache deny all
                coredump_dir none
                shutdown_lifetime 0 seconds
                include %s
                """
                        .formatted(proxyPort, folder, rules));
        return configuration;
    }

    private String parse(Path configuration) throws IOException, InterruptedException {
        var output = folder.resolve("parsed");
        var parsing =
                new ProcessBuilder(SQUID.toString(), "-k", "parse", "-f", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(parsing.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(output);
        assertThat(parsing.exitValue()).as(said).isZero();
        return said;
    }

    private void awaitProxy() throws InterruptedException, IOException {
        for (var wait = 0; wait < 200; wait++) {
            try (var tried = new Socket(InetAddress.getLoopbackAddress(), proxyPort)) {
                if (tried.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
            assertThat(squid.isAlive()).as(Files.readString(folder.resolve("said"))).isTrue();
        }
        throw new AssertionError("squid does not listen");
    }

    private String connect(String target) throws IOException {
        return ask("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxyPort)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[64];
            var count = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(count, 0), StandardCharsets.US_ASCII);
        }
    }
}
