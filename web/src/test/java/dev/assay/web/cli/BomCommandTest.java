package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code assay bom compare}: a vendor's document beside what an upstream would install. */
class BomCommandTest {

    private static final String REGISTRY = "assay.upstream.npm.url";

    @TempDir private Path folder;
    private SampleUpstream upstream;
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void startUpstream() {
        upstream =
                SampleUpstream.startWith(
                        List.of(
                                pack("server", "\"dependencies\": {\"pad\": \"1.0.0\"}"),
                                pack("pad", "\"license\": \"MIT\"")));
        System.setProperty(REGISTRY, upstream.url().toString());
    }

    @AfterEach
    void stopUpstream() {
        upstream.close();
        System.clearProperty(REGISTRY);
    }

    @Test
    void saysWhatTheVendorDoesNotName() throws IOException {
        var silent = document("");
        var whole =
                document(
                        "{\"name\": \"pad\", \"version\": \"1.0.0\", \"purl\": \"pkg:npm/pad@1.0.0\"}");

        assertThat(run("pkg:npm/server@1.0.0", silent, "--fail-on", "medium"))
                .isEqualTo(ExitCodes.FOUND);
        assertThat(out.toString())
                .contains("only in ours: pkg:npm/pad@1.0.0")
                .contains("MEDIUM pkg:npm/pad@1.0.0 would be installed");
        assertThat(run("pkg:npm/server@1.0.0", whole, "--fail-on", "low"))
                .isEqualTo(ExitCodes.CLEAN);
    }

    @Test
    void saysThatAHashDiffersForProgramsToo() throws IOException {
        var other =
                document(
                        "{\"name\": \"pad\", \"version\": \"1.0.0\", \"hashes\": [{\"alg\": \"SHA-512\","
                                + " \"content\": \""
                                + "ab".repeat(64)
                                + "\"}]}");

        assertThat(run("npm:server@1.0.0", other, "--format", "json")).isEqualTo(ExitCodes.FOUND);
        var said = new JsonMapper().readTree(out.toString());
        assertThat(said.path("findings").path(0).path("kind").stringValue())
                .isEqualTo("bom-mismatch");
        assertThat(said.path("findings").path(0).path("severity").stringValue()).isEqualTo("high");
        assertThat(said.path("comparison").path("hashed").intValue()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoBillOfMaterialsWithTheReason() throws IOException {
        var file = folder.resolve("bom");
        Files.writeString(file, "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"9.9\"}");

        assertThat(run("npm:server@1.0.0", file)).isEqualTo(ExitCodes.USAGE);
        assertThat(error.toString()).contains("9.9");
        assertThat(run("npm:server@1.0.0", folder.resolve("none"))).isEqualTo(ExitCodes.USAGE);
    }

    private Path document(String components) throws IOException {
        var file = Files.createTempFile(folder, "vendor", ".json");
        return Files.writeString(
                file,
                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\":"
                        + " {\"name\": \"server\", \"version\": \"1.0.0\"}}, \"components\": ["
                        + components
                        + "]}");
    }

    private static SamplePackage pack(String name, String more) {
        return SamplePackage.of(
                Map.of(
                        "package.json",
                        "{\"name\": \"" + name + "\", \"version\": \"1.0.0\", " + more + "}",
                        "index.js",
                        "module.exports = 1;\n"));
    }

    private int run(String artifact, Path file, String... more) {
        out.getBuffer().setLength(0);
        var arguments =
                new java.util.ArrayList<>(List.of("bom", "compare", artifact, file.toString()));
        arguments.addAll(List.of(more));
        return AssayCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments.toArray(String[]::new));
    }
}
