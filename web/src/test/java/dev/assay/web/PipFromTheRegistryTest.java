package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An MCP client that knows nothing but an answer of {@code /v0.1/servers} for a Python package,
 * with the real pip: it does what the answer says, word for word, and starts what that installed.
 */
@Timeout(300)
class PipFromTheRegistryTest {

    /** A server of the standard library alone, with a word that its dependency gives it. */
    private static final String SERVER =
            """
            import json, sys
            from echo_words import GREETING

            def main():
                for line in sys.stdin:
                    asked = json.loads(line)
                    if asked.get("method") == "initialize":
                        answer = {"protocolVersion": asked["params"]["protocolVersion"], "capabilities": {},
                                  "serverInfo": {"name": GREETING, "version": "1.0"}}
                        print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": answer}), flush=True)

            if __name__ == "__main__":
                main()
            """;

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            """;

    @TempDir Path folder;
    private SamplePypiIndex index;
    private ConfigurableApplicationContext service;

    private record Run(int exit, String output) {}

    @BeforeEach
    void start() throws IOException {
        assumeTrue(hasVenv(), "no Python with venv on this machine");
        index =
                SamplePypiIndex.start()
                        .publish(words("2.1", "echo 2.1"))
                        .publish(
                                SampleWheel.of("echo-server==1.0", "echo-words>=2")
                                        .withFile("echo_server/__main__.py", bytes(SERVER))
                                        .withFile(
                                                "echo_server-1.0.dist-info/entry_points.txt",
                                                bytes(
                                                        "[console_scripts]\n"
                                                                + "echo-server = echo_server.__main__:main\n")));
        service =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--assay.data-directory=" + folder.resolve("data"),
                                "--assay.mcp-registry.check=1s",
                                "--assay.upstream.npm.url=http://127.0.0.1:9/",
                                "--assay.upstream.pypi.url=" + index.url());
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
            index.close();
        }
    }

    @Test
    void pipInstallsWhatTheAnswerSaysAndTheServerStarts() throws Exception {
        approve("pypi:echo-server@1.0");
        // Newer than what was approved, and within the range: only the closure keeps it out.
        index.publish(words("2.9", "nobody looked at me"));
        var entry = answered();

        assertThat(entry.path("registryType").asString()).isEqualTo("pypi");
        var command = new ArrayList<>(List.of("install"));
        for (var argument : entry.path("runtimeArguments")) {
            argument.path("name").asStringOpt().ifPresent(command::add);
            command.add(argument.path("value").asString());
        }
        assertThat(command).contains(entry.path("registryBaseUrl").asString());
        var exact = entry.path("identifier").asString() + "==" + entry.path("version").asString();
        command.add(exact);
        var before = index.requests().size();

        var installed = pip(command);

        assertThat(installed.exit()).as(command + installed.output()).isZero();
        assertThat(installed.output()).contains("echo-words-2.1").doesNotContain("2.9");
        assertThat(index.requests().subList(before, index.requests().size()))
                .as("what the client made its upstream hear of")
                .noneMatch(each -> each.endsWith(".whl"));
        var name = entry.path("identifier").asString();
        assertThat(said(python("bin/" + name))).contains("\"serverInfo\"", "echo 2.1");
        assertThat(said(python("bin/python"), "-m", "echo_server")).contains("echo 2.1");
        hasTheDigest(entry, exact);
    }

    /** Clients that check what they fetched have the digest of the very file that pip takes. */
    private void hasTheDigest(JsonNode entry, String exact) throws Exception {
        var files = folder.resolve("files");
        var fetched =
                pip(
                        List.of(
                                "download",
                                "--no-deps",
                                "--dest",
                                files.toString(),
                                "--index-url",
                                entry.path("registryBaseUrl").asString(),
                                exact));
        assertThat(fetched.exit()).as(fetched.output()).isZero();
        try (var listed = Files.list(files)) {
            var file = Files.readAllBytes(listed.findFirst().orElseThrow());
            assertThat(Sha256.of(file).hex()).isEqualTo(entry.path("fileSha256").asString());
        }
    }

    private static SampleWheel words(String version, String greeting) {
        var code = "GREETING = \"" + greeting + "\"\n";
        return SampleWheel.of("echo-words==" + version)
                .withFile("echo_words/__init__.py", bytes(code));
    }

    private void approve(String artifact) {
        var installation = service.getAutowireCapableBeanFactory().createBean(Installation.class);
        var workflow = service.getBean(Workflow.class);
        var form =
                new RequestForm(
                        artifact, List.of(), SomeAnswers.harmless("to say hello", "Team Hello"));
        var asked =
                (RequestOutcome.Accepted)
                        workflow.request(installation.account(Role.REQUESTER), form);
        var review = settled(asked.review().id());
        var last = vote(workflow, installation.account(Role.SECURITY), review);
        if (last instanceof DecisionOutcome.Voted) {
            last = vote(workflow, installation.account(Role.DATA_PROTECTION), review);
        }
        assertThat(last).isInstanceOf(DecisionOutcome.Decided.class);
    }

    private static DecisionOutcome vote(Workflow workflow, Account voter, Review review) {
        var seen = review.snapshotSha256();
        assertThat(seen).isNotNull();
        return workflow.approve(
                voter, review.id(), new Ballot(seen, Stage.PRODUCTION, "looked at it"));
    }

    private Review settled(Id id) {
        var reviews = service.getBean(ReviewStore.class);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> reviews.review(id).orElseThrow().snapshotSha256() != null);
        return reviews.review(id).orElseThrow();
    }

    /** The one package of the one server, as soon as it is listed. */
    private JsonNode answered() {
        var url = Browsed.address(service) + "/v0.1/servers?version=latest";
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            var request = HttpRequest.newBuilder(URI.create(url)).build();
                            try (var client = HttpClient.newHttpClient()) {
                                return new JsonMapper()
                                        .readTree(
                                                client.send(request, BodyHandlers.ofString())
                                                        .body())
                                        .at("/servers/0/server/packages/0");
                            }
                        },
                        entry -> !entry.isMissingNode());
    }

    /**
     * The pip of an environment of its own, whose configuration names an index that is not there.
     */
    private Run pip(List<String> arguments) throws Exception {
        if (!Files.exists(folder.resolve("venv"))) {
            var made = run(List.of("python3", "-m", "venv", folder.resolve("venv").toString()));
            assertThat(made.exit()).as(made.output()).isZero();
            Files.writeString(
                    folder.resolve("pip.conf"),
                    "[global]\nindex-url = http://127.0.0.1:9/simple/\n");
        }
        var command = new ArrayList<>(List.of(python("bin/python").toString(), "-m", "pip"));
        command.addAll(arguments);
        return run(command);
    }

    private Path python(String program) {
        return folder.resolve("venv").resolve(program);
    }

    private Run run(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PIP_"));
        builder.environment().put("PIP_CONFIG_FILE", folder.resolve("pip.conf").toString());
        builder.environment().put("PIP_NO_CACHE_DIR", "1");
        builder.environment().put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** What a server says to {@code initialize} over its standard streams. */
    private static String said(Path program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var input = server.outputWriter(StandardCharsets.UTF_8)) {
            input.write(INITIALIZE);
            input.flush();
            return String.valueOf(server.inputReader(StandardCharsets.UTF_8).readLine());
        } finally {
            server.destroy();
        }
    }

    private static boolean hasVenv() throws IOException {
        try {
            return new ProcessBuilder("python3", "-c", "import venv, ensurepip")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
