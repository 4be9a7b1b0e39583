package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SampleNupkg;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** NuGet packages by their names, and from disk. */
class NugetCommandLineTest {

    private static final SampleNupkg OLD = SampleNupkg.of("Sample.Mail", "1.0.0");
    private static final SampleNupkg NEW =
            SampleNupkg.of("Sample.Mail", "1.1.0", "Sample.Text 1.0.0")
                    .withFile(
                            "build/Sample.Mail.targets",
                            "<Project><Target Name=\"T\"><Exec Command=\"curl x.zz\" /></Target>"
                                    + "</Project>");

    @TempDir private Path folder;
    private final SampleNugetSource source = SampleNugetSource.start();
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void start() {
        System.setProperty("assay.upstream.nuget.url", source.url().toString());
        System.setProperty("assay.cache-directory", folder.resolve("cache").toString());
        source.publish(OLD).publish(NEW).publish("Sample.Text", "1.0.0");
    }

    @AfterEach
    void stop() {
        source.close();
        System.clearProperty("assay.upstream.nuget.url");
        System.clearProperty("assay.cache-directory");
    }

    @Test
    void comparesTwoVersionsWithWhatTheyNeed() throws Exception {
        run("diff", "nuget:Sample.Mail@1.0.0", "nuget:Sample.Mail@1.1.0", "--closure");

        assertThat(report() + error)
                .contains("Installing now runs", "Exec curl x.zz", "sample.text");
    }

    @Test
    void readsAFileOnDisk() throws Exception {
        var file = Files.write(folder.resolve("Sample.Mail.1.1.0.nupkg"), NEW.bytes());

        assertThat(run("scan", file.toString(), "--fail-on", "none")).as(report() + error).isZero();
        assertThat(report()).contains("pkg:nuget/sample.mail@1.1.0", "Exec curl x.zz");
    }

    @Test
    void saysWhichVersionsThereAre() {
        run("scan", "nuget:Sample.Mail@9.0.0");

        assertThat(error.toString()).contains("the highest is 1.1.0");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }

    private String report() throws IOException {
        var file = folder.resolve("report");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
