package dev.assay.scanners.detonation.chamber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Every known way out is tried from a real cell, while a service on the host goes on answering. */
final class EscapesTest {

    private static final int WORK_MEGABYTES = 64;
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    private final List<String> progress = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private int answered;

    @TempDir private Path folder;

    @Test
    void nothingGetsOutAndTheServiceAnswersThroughout() throws Exception {
        var missing = Tools.ofHost().missing();
        assumeTrue(missing == null, () -> "no chamber here: " + missing);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no python3 to try with");
        var mark = "mark" + UUID.randomUUID();
        var file = Files.writeString(folder.resolve("secret.txt"), mark);
        var handed = Files.createDirectories(folder.resolve("handed"));
        var unix = UnixDomainSocketAddress.of(folder.resolve("socket"));
        var service = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 50);
        var name = "assay-" + UUID.randomUUID();
        var victim = victim(name, mark);
        try (var named = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            named.bind(unix);
            setuid(handed.resolve("setuid"));
            service.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            service.start();
            var port = service.getAddress().getPort();
            var asking = Thread.ofPlatform().start(() -> ask(port));
            var told = new LinkedHashMap<String, String>();
            told.put("greeting", "in-the-sinkhole");
            told.put("port", "" + port);
            told.put("address", hostAddress());
            told.put("abstract", name);
            told.put("socket", unix.getPath().toString());
            told.put("file", file.toString());
            told.put("mark", mark);
            told.put("victim", "" + victim.pid());
            told.put("setuid", "/handed/setuid");
            told.put("megabytes", "" + WORK_MEGABYTES);
            told.put("together", Chamber.ofHost().memory().startsWith("A control") ? "yes" : "no");
            var verdicts = verdicts(told, mark, handed);
            over.set(true);
            asking.join();
            assertThat(verdicts).hasSizeGreaterThan(70).containsKeys("fork_bomb", "burn");
            assertThat(verdicts.values())
                    .allMatch(verdict -> verdict.startsWith("held") || verdict.startsWith("not"));
            assertThat(victim.isAlive()).as("a process of the host").isTrue();
            assertThat(answered).as("answers of the service").isGreaterThan(50);
            assertThat(unanswered).isEmpty();
        } finally {
            over.set(true);
            victim.destroyForcibly();
            service.stop(0);
        }
    }

    private Map<String, String> verdicts(Map<String, String> told, String mark, Path handed)
            throws Exception {
        var arguments = new ArrayList<String>();
        told.forEach((name, value) -> arguments.add(name + "=" + value));
        // The tries must not see this word of the process that conducts them.
        arguments.add("secret:" + mark);
        var order =
                new Order(
                        Jailer.class,
                        arguments,
                        new byte[0],
                        List.of(new Cell.Mount(handed, "/handed", false)),
                        128,
                        WORK_MEGABYTES,
                        1_024,
                        1_024,
                        Duration.ofSeconds(300),
                        1 << 20);
        var outcome = Chamber.ofHost().run(order, progress::add);
        assertThat(outcome).as(progress::toString).isInstanceOf(Outcome.Answered.class);
        var answer =
                assertThat(outcome).asInstanceOf(type(Outcome.Answered.class)).actual().answer();
        var verdicts = new LinkedHashMap<String, String>();
        new String(answer, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", 2))
                .forEach(words -> verdicts.put(words[0], words[words.length - 1]));
        return verdicts;
    }

    private void ask(int port) {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .timeout(SLOWEST)
                            .build();
            while (!over.get()) {
                try {
                    client.send(request, HttpResponse.BodyHandlers.discarding());
                    answered++;
                    Thread.sleep(50);
                } catch (java.io.IOException e) {
                    unanswered.add(e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A process of the host that bears the mark, and listens on an abstract socket. */
    private static Process victim(String name, String mark) throws Exception {
        var script =
                "import socket,sys,time\n"
                        + "s=socket.socket(socket.AF_UNIX); s.bind('\\0'+sys.argv[1]); s.listen()\n"
                        + "print('listening',flush=True); time.sleep(300)";
        var process = new ProcessBuilder("/usr/bin/python3", "-c", script, name, mark).start();
        assertThat(process.inputReader().readLine()).isEqualTo("listening");
        return process;
    }

    private static void setuid(Path file) throws Exception {
        Files.copy(Path.of("/usr/bin/id"), file, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(file, EnumSet.allOf(PosixFilePermission.class));
        new ProcessBuilder("chmod", "4755", file.toString()).start().waitFor();
    }

    private static String hostAddress() throws Exception {
        for (var each : NetworkInterface.networkInterfaces().toList()) {
            for (var address : each.inetAddresses().toList()) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    return address.getHostAddress();
                }
            }
        }
        return InetAddress.getLoopbackAddress().getHostAddress();
    }
}
