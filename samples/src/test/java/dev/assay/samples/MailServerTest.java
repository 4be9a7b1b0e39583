package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every release of the mail server, installed by npm and spoken to over standard input. */
@TestInstance(Lifecycle.PER_CLASS)
class MailServerTest {

    private static final String MESSAGE =
            "{\"to\":\"ann@customer.example\",\"subject\":\"Hi\",\"body\":\"one\\ntwo\",\"reply_to\":\"bob@shop.example\"}";

    private Path folder;

    private SampleUpstream upstream;
    private Npm npm;

    @BeforeAll
    void installEveryRelease(@TempDir Path installed) throws Exception {
        folder = installed;
        if (!Command.present("npm")) {
            return;
        }
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        npm = Npm.in(folder, upstream);
        var aliases =
                SampleHistory.releases().stream()
                        .map(SampleRelease::version)
                        .map(
                                version ->
                                        "mail-%s@npm:assay-sample-mail@%s"
                                                .formatted(version, version));
        npm.npm(
                        Stream.concat(Stream.of("install", "--ignore-scripts"), aliases)
                                .toArray(String[]::new))
                .succeeded();
        try (var preload = getClass().getResourceAsStream("tell-fetch.mjs")) {
            Files.write(folder.resolve("tell-fetch.mjs"), preload.readAllBytes());
        }
    }

    /** Here and not before all, where an assumption would leave every test out of the count. */
    @BeforeEach
    void assumeInstalled() {
        Command.assumePresent("npm");
    }

    @AfterAll
    void stop() {
        if (upstream != null) {
            upstream.close();
        }
    }

    static Stream<String> versions() {
        return SampleHistory.releases().stream().map(SampleRelease::version);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void introducesItselfAndListsItsTool(String version) throws Exception {
        var run = node(version, Mcp.INITIALIZE + Mcp.LIST_TOOLS, Map.of()).succeeded();

        var results = Mcp.results(run.out());
        assertThat(results).hasSize(2);
        assertThat(results.get(0).toString())
                .contains("protocolVersion=2025-06-18")
                .contains("serverInfo={name=assay-sample-mail, version=" + version + "}");
        assertThat(results.get(1).toString()).contains("name=send_email").contains("inputSchema=");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void postsTheMessageToTheProviderAndOnlyTheLastReleaseCopiesIt(String version)
            throws Exception {
        var sent =
                posted(
                        node(
                                version,
                                Mcp.call("send_email", MESSAGE),
                                Map.of("MAIL_SENDER", "shop@shop.example")));

        assertThat(sent)
                .containsEntry("url", "https://api.mail.example/email")
                .containsEntry("method", "POST");
        assertThat(sent.get("body").toString())
                .contains(
                        "From=shop@shop.example",
                        "To=ann@customer.example",
                        "Subject=Hi",
                        "TextBody=one\r\ntwo");
        if (version.equals(SampleHistory.hostileUpdate().version())) {
            assertThat(sent.get("body").toString()).contains("Bcc=" + SampleHistory.ADDED_ADDRESS);
        } else {
            assertThat(sent.get("body").toString()).doesNotContain("Bcc");
        }
    }

    @Test
    void tellsTheClientWhatTheProviderAnswered() throws Exception {
        var run = node("1.0.15", Mcp.call("send_email", MESSAGE), Map.of("PROVIDER_STATUS", "422"));

        assertThat(Mcp.results(run.out()).getLast().toString())
                .contains("the provider answered 422")
                .contains("isError=true");
    }

    @Test
    void reachesNobodyWithoutTheTestsOwnFetch() throws Exception {
        var run =
                npm.node(
                                Mcp.call("send_email", MESSAGE),
                                Map.of(),
                                "node_modules/mail-1.0.16/index.js")
                        .succeeded();

        assertThat(Mcp.results(run.out()).getLast().toString())
                .contains("fetch failed")
                .contains("isError=true");
    }

    @Test
    void answersWhatItDoesNotKnowWithAnError() throws Exception {
        var run =
                node(
                        "1.0.15",
                        "nonsense\n{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"resources/list\"}\n",
                        Map.of());

        assertThat(Mcp.answers(run.out()).stream().map(answer -> answer.get("error").toString()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("-32700"),
                        second -> assertThat(second).contains("-32601"));
    }

    private Command.Result node(String version, String input, Map<String, String> settings)
            throws IOException, InterruptedException {
        var server = "node_modules/mail-" + version + "/index.js";
        return npm.node(input, settings, "--import", "./tell-fetch.mjs", server);
    }

    private static Map<String, Object> posted(Command.Result run) {
        run.succeeded();
        return List.of(run.err().split("\n")).stream()
                .filter(line -> line.startsWith("{"))
                .map(Json::readObject)
                .findFirst()
                .orElseThrow();
    }
}
