package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Images on the command line: from a registry, and from files that skopeo writes. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
class ImageCommandLineTest {

    private static final String REGISTRIES = "assay.upstream.oci.registries";

    @TempDir private Path folder;
    private SampleImageRegistry registry;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        registry = SampleImageRegistry.start(Files.createDirectories(folder.resolve("registry")));
        System.setProperty(REGISTRIES, registry.host() + "=" + registry.address());
        System.setProperty("assay.cache-directory", folder.resolve("cache").toString());
        registry.push(image("console.log(1);\n", "node"), "team/demo:1.0.0");
        registry.push(image("fetch('https://new.example.org/x');\n", ""), "team/demo:1.1.0");
    }

    @AfterEach
    void stop() {
        registry.close();
        System.clearProperty(REGISTRIES);
        System.clearProperty("assay.cache-directory");
    }

    private static SampleImage image(String code, String user) {
        return SampleImage.of(
                        new Layer()
                                .file(
                                        "app/package.json",
                                        "{\"name\":\"demo\",\"version\":\"1.0.0\",\"main\":\"i.js\"}")
                                .file("app/i.js", code))
                .config("{\"Cmd\":[\"node\",\"/app/i.js\"],\"User\":\"" + user + "\"}");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }

    private String report() throws Exception {
        return Files.readString(folder.resolve("report"));
    }

    @Test
    void scansAndComparesImagesOfARegistry() throws Exception {
        var name = "oci:" + registry.host() + "/team/demo:";

        assertThat(run("scan", name + "1.0.0")).as(error.toString()).isZero();
        run("diff", name + "1.0.0", name + "1.1.0", "--fail-on", "none");

        assertThat(report())
                .contains("new.example.org", "app/i.js")
                .contains("The image's user was node and is now root, since none is named")
                .doesNotContain("could not be read");
    }

    @Test
    void readsWhatSkopeoWrites() throws Exception {
        var file = folder.resolve("image.tar");
        var skopeo =
                new ProcessBuilder(
                                "skopeo",
                                "--insecure-policy",
                                "copy",
                                "--src-tls-verify=false",
                                "docker://" + registry.host() + "/team/demo:1.1.0",
                                "oci-archive:" + file)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("skopeo.log").toFile())
                        .start();
        assertThat(skopeo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(skopeo.exitValue()).isZero();

        run("scan", file.toString(), "--fail-on", "none");

        assertThat(report() + error).contains("new.example.org", "pkg:oci/image@");
    }

    @Test
    void saysThatNoRegistryIsConfigured() throws Exception {
        assertThat(run("scan", "oci:team/demo:1.0.0")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("no OCI registry configured; set assay.upstream.oci");
    }
}
