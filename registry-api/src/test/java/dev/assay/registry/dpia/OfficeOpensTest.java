package dev.assay.registry.dpia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** LibreOffice opens what we write, where there is one. */
class OfficeOpensTest {

    private static final Path OFFICE = Path.of("/usr/bin/soffice");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"WORD", "EXCEL"})
    void libreOfficeMakesPagesOfIt(DpiaFile file) throws Exception {
        assumeTrue(Files.isExecutable(OFFICE), "skipped: there is no " + OFFICE);
        var document = folder.resolve(file.fileName());
        Files.write(document, DpiaFilesTest.bytes(file));

        var process =
                new ProcessBuilder(
                                OFFICE.toString(),
                                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                                "--headless",
                                "--convert-to",
                                "pdf",
                                "--outdir",
                                folder.toString(),
                                document.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(folder.resolve("dpia.pdf"))
                .as(Files.readString(folder.resolve("said")))
                .isNotEmptyFile();
    }
}
