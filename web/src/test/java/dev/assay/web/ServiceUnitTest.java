package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code docs/assay.service}, judged by systemd itself. */
class ServiceUnitTest {

    private static final Path UNIT = Path.of("../docs/assay.service");

    @TempDir Path folder;

    @BeforeEach
    void systemdIsHere() {
        assumeTrue(
                List.of("/usr/bin/systemd-analyze", "/bin/systemd-analyze").stream()
                        .anyMatch(each -> Files.isExecutable(Path.of(each))),
                "systemd-analyze is not on this machine");
    }

    @Test
    void systemdUnderstandsEveryLineOfIt() throws Exception {
        assertThat(judgement(unit())).isEmpty();
    }

    @Test
    void systemdSaysSoWhereALineMeansNothing() throws Exception {
        assertThat(judgement(unit().replace("UMask=", "Umask=")))
                .contains("Unknown key 'Umask' in section [Service]");
    }

    /** The unit with the command at a place that this machine has: systemd looks for it. */
    private String unit() throws IOException {
        var command =
                Files.createFile(
                        folder.resolve("assay"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.readString(UNIT).replace("/opt/assay/assay ", command + " ");
    }

    private String judgement(String unit) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("assay.service"), unit);
        var process =
                new ProcessBuilder("systemd-analyze", "verify", "--man=no", file.toString())
                        .redirectErrorStream(true)
                        .start();
        var said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }
}
