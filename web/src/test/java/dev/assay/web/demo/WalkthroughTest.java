package dev.assay.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleHistory;
import dev.assay.web.cli.Main;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The whole story of {@code serve --demo}, in a process of its own, with the real npm at its gate.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class WalkthroughTest {

    private static final Pattern CLOSURE =
            Pattern.compile("--registry=(http\\S+/npm/~/[0-9a-f]{32}/)");
    private static final Pattern DATA = Pattern.compile("Data\\s+(\\S+)");

    @TempDir private Path directory;
    private Process service = new ProcessBuilder("true").start();

    private final int port = freePort();

    WalkthroughTest() throws IOException {}

    @AfterEach
    void stop() {
        service.destroyForcibly();
    }

    @Test
    void approvesFifteenFlagsSixteenAndLetsNpmInstallTheApprovedOneAlone() throws Exception {
        var story = String.join("\n", startDemo());

        assertThat(story)
                .containsSubsequence(
                        "team asks for 1.0.15",
                        "Vetted: quiet",
                        "reviewer approves it",
                        "invoice assistant is granted",
                        "team asks for 1.0.16",
                        "Vetted: block",
                        "CRITICAL",
                        SampleHistory.ADDED_ADDRESS,
                        "lib/mail.js:",
                        "403",
                        "1.0.16 is in review");

        assumeTrue(isOnPath("npm"), "npm is not installed: its part of the story is not told");
        var closure = CLOSURE.matcher(story);
        assertThat(closure.find()).isTrue();
        var project = Files.createDirectory(directory.resolve("project"));
        var locked =
                npm(project, closure.group(1), "install", SampleHistory.MAIL_SERVER + "@1.0.15");
        assertThat(locked.status()).as(locked.output()).isZero();
        var approved = npm(project, closure.group(1), "ci");
        assertThat(approved.status()).as(approved.output()).isZero();

        assertThat(startedByTheRegistrysAnswer()).contains("\"serverInfo\"", "assay-sample-mail");

        var lock = project.resolve("package-lock.json");
        Files.writeString(lock, updated(Files.readString(lock)));
        var manifest = project.resolve("package.json");
        Files.writeString(manifest, Files.readString(manifest).replace("1.0.15", "1.0.16"));
        var refused = npm(project, closure.group(1), "ci");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output())
                .contains("403")
                .contains("assay-sample-mail 1.0.16")
                .contains("/r/");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        var data = DATA.matcher(String.join("\n", startDemo()));
        assertThat(data.find()).isTrue();
        var folder = Path.of(data.group(1));
        assertThat(folder).isDirectory();

        service.destroy();

        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    /**
     * Starts the server as an MCP client does that knows nothing but what the MCP registry answers;
     * npm is configured with a registry that is not there.
     *
     * @return what the server says to {@code initialize}
     */
    private String startedByTheRegistrysAnswer() throws IOException, InterruptedException {
        var answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://localhost:"
                                                                + port
                                                                + "/v0.1/servers?version=latest"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        var entry = new JsonMapper().readTree(answer).at("/servers/0/server/packages/0");
        var command = new ArrayList<String>();
        command.add(entry.path("runtimeHint").asString());
        for (var argument : entry.path("runtimeArguments")) {
            argument.path("name").asStringOpt().ifPresent(command::add);
            command.add(argument.path("value").asString());
        }
        command.add(entry.path("identifier").asString() + "@" + entry.path("version").asString());
        var npmrc = directory.resolve("elsewhere");
        Files.writeString(npmrc, "registry=http://127.0.0.1:9/\n");
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(directory.resolve("npx.log").toFile());
        builder.environment().put("npm_config_userconfig", npmrc.toString());
        builder.environment().put("npm_config_cache", directory.resolve("npx").toString());
        var server = builder.start();
        try (var input = server.outputWriter(StandardCharsets.UTF_8)) {
            input.write(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                    "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                    """);
            input.flush();
            var said = server.inputReader(StandardCharsets.UTF_8).readLine();
            return command + " said " + said + Files.readString(directory.resolve("npx.log"));
        } finally {
            server.destroy();
        }
    }

    /** Starts the demo and reads what it says, to the end of its story. */
    private List<String> startDemo() throws IOException {
        service =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "serve",
                                "--demo",
                                "--port",
                                Integer.toString(port),
                                "--gate-port",
                                Integer.toString(freePort()))
                        .redirectErrorStream(true)
                        .start();
        var lines = new ArrayList<String>();
        var said =
                new BufferedReader(
                        new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith("Be refused")) {
                break;
            }
        }
        return lines;
    }

    /** The lock file of somebody who took the update: its version and its integrity. */
    private static String updated(String lock) {
        return lock.replace("1.0.15", "1.0.16")
                .replace(
                        SampleHistory.lastClean().artifact().integrity(),
                        SampleHistory.hostileUpdate().artifact().integrity());
    }

    private record Answer(int status, String output) {}

    private Answer npm(Path project, String registry, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(
                List.of(
                        "--registry=" + registry,
                        "--cache=" + directory.resolve("cache"),
                        "--userconfig=" + directory.resolve("npmrc"),
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=0"));
        var process =
                new ProcessBuilder(command)
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
