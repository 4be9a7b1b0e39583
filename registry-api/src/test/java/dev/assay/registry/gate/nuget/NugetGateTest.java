package dev.assay.registry.gate.nuget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.SampleNupkg;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** The conversation that NuGet's documentation writes down, held with the running gate. */
final class NugetGateTest {

    private static final SampleNupkg TEXT = SampleNupkg.of("Sample.Text", "1.1.0");
    private static final SampleNupkg SERVER =
            SampleNupkg.of("Sample.Server", "1.0.0", "Sample.Text 1.1.0");
    private static final Map<String, SampleNupkg> FILES =
            Map.of("sample.server 1.0.0", SERVER, "sample.text 1.1.0", TEXT);

    @TempDir Path folder;

    private GateRig rig;
    private Id id;

    @BeforeEach
    void start() {
        rig = new GateRig(folder.resolve("gate"));
        rig.nuget().upstream.publish(TEXT).publish(SERVER);
        rig.nuget().upstream.publish("Sample.Server", "2.0.0").publish("Other", "1.0.0");
        id = rig.nuget().approve("Sample.Server@1.0.0");
        rig.nuget().known(ReleaseState.IN_REVIEW, "asks for a new password", "Sample.Server@2.0.0");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void holdsTheConversationOfARestore() throws Exception {
        RawResponse answer = null;
        var asked = "";
        var questions = 0;
        for (var line : conversation().lines().toList()) {
            var said =
                    line.length() < 2
                            ? ""
                            : line.substring(2)
                                    .replace("{GATE}", "http://127.0.0.1:" + rig.port())
                                    .replace("{ID}", id.value());
            switch (line.isEmpty() ? '#' : line.charAt(0)) {
                case '>' -> {
                    var words = said.split(" ");
                    asked = said;
                    answer = RawResponse.send(rig.port(), words[0], words[1]);
                    questions++;
                }
                case '<' -> {
                    var got = Objects.requireNonNull(answer);
                    var type = got.headers().getOrDefault("content-type", "");
                    assertThat(got.status() + " " + type.replaceFirst(";.*", ""))
                            .as(asked)
                            .isEqualTo(said);
                }
                case '~' -> assertThat(text(answer)).as(asked).contains(said);
                case '!' -> assertThat(text(answer)).as(asked).doesNotContain(said);
                case '=' ->
                        assertThat(Objects.requireNonNull(answer).body())
                                .as(asked)
                                .isEqualTo(Objects.requireNonNull(FILES.get(said)).bytes());
                default -> assertThat(line).matches("#.*|");
            }
        }
        assertThat(questions).isEqualTo(15);
    }

    private static String text(RawResponse answer) {
        return new String(Objects.requireNonNull(answer).body(), StandardCharsets.UTF_8);
    }

    private static String conversation() throws Exception {
        try (var in = NugetGateTest.class.getResourceAsStream("restore.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void saysInTheReasonAndInAWarningWhatAClientPrints() throws Exception {
        var refused = rig.get("/nuget/v3/flat/sample.server/2.0.0/sample.server.2.0.0.nupkg");
        assertThat(refused.reason()).startsWith("Blocked by Assay's policy, not a login problem");
        assertThat(text(refused))
                .contains(
                        "dotnet add package sample.server --version 1.0.0 --source"
                                + " http://127.0.0.1:"
                                + rig.port()
                                + "/nuget/~/"
                                + id
                                + "/v3/index.json");

        var listed = rig.get("/nuget/v3/flat/Sample.Server/index.json");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.headers().get("x-nuget-warning"))
                .contains("sample.server")
                .contains("2.0.0")
                .contains("asks for a new password");
    }

    @Test
    void neverServesBytesThatAreNotWhatWasApproved() throws Exception {
        var path = "/nuget/v3/flat/sample.text/1.1.0/sample.text.1.1.0.nupkg";
        assertThat(rig.get(path).status()).isEqualTo(200);
        var digest = Sha256.of(TEXT.bytes());
        var blob = rig.blobs.file(digest).orElseThrow();
        blob.toFile().setWritable(true);
        var altered = TEXT.bytes();
        altered[100] ^= 1;
        Files.write(blob, altered);

        assertThat(text(RawResponse.sendUntilSeen(rig.port(), path, TEXT.bytes())))
                .contains("\"state\":\"BYTES_DIFFER\"");

        rig.change(id, ReleaseState.REVOKED, "it was stolen");
        assertThat(text(rig.get("/nuget/v3/registration/sample.server/1.0.0.json")))
                .contains("\"state\":\"REVOKED\"");
    }

    @Test
    void hasNothingElse() throws Exception {
        for (var path :
                new String[] {
                    "/nuget",
                    "/nuget/",
                    "/nuget/v3/",
                    "/nuget/v3/flat/../index.json",
                    "/nuget/v3/flat/sample.server/1.0.0/other.1.0.0.nupkg",
                    "/nuget/v3/flat/sample.server/1.0/sample.server.1.0.0.nupkg",
                    "/nuget/~/nobody/v3/index.json"
                }) {
            assertThat(rig.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(RawResponse.send(rig.port(), "PUT", "/nuget/v3/index.json").status())
                .isEqualTo(405);
    }
}
