package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is on the disk after a power cut, at every call that a process made and, within what was
 * written, at every byte: whoever reads it then finds the old or the new, or is refused. Whatever
 * was said to be kept is there.
 */
class PowerCutTest {

    @TempDir private Path folder;

    @Test
    void aBlobIsWholeOrNotThereAndThereOnceItIsKept() throws Exception {
        var content = PowerCutWrites.content(1, 1500);
        var states = new DiskStates(run("blob"), Files.createDirectory(folder.resolve("cut")));

        states.each(
                (disk, isDone) -> {
                    var blobs = new FileBlobStore(disk);
                    var read = blobs.read(Sha256.of(content));

                    assertThat(blobs.has(Sha256.of(content))).isEqualTo(read.isPresent());
                    if (read.isPresent() || isDone) {
                        assertThat(read).hasValue(content);
                    }
                    // What was cut off does not keep it from being kept now.
                    assertThat(blobs.read(blobs.put(content))).hasValue(content);
                });

        assertThat(states.seen()).isGreaterThan(1500);
    }

    @Test
    void aSignedFileIsTheOldOrTheNew() throws Exception {
        var log = run("snapshot");
        var key = SigningKey.read(Files.readString(folder.resolve("key.pem")));
        var old = PowerCutWrites.content(2, 700);
        var now = PowerCutWrites.content(3, 900);
        var states = new DiskStates(log, Files.createDirectory(folder.resolve("cut")));

        states.each(
                (disk, isDone) -> {
                    var read =
                            new SignedFile(disk.resolve("known"), PowerCutWrites.FORMAT, key)
                                    .read();

                    assertThat(
                                    read.map(
                                            each ->
                                                    Arrays.equals(each, old)
                                                            || Arrays.equals(each, now)))
                            .isNotEqualTo(Optional.of(false));
                });

        assertThat(states.seen()).isGreaterThan(1500);
    }

    /** What a process did with its disk, call by call. */
    private List<DiskLog.Step> run(String what) throws IOException, InterruptedException {
        var disk = Files.createDirectory(folder.resolve("disk"));
        var log = folder.resolve("calls");
        Process process;
        try {
            var command = new ArrayList<>(List.of("strace"));
            command.addAll(DiskLog.OPTIONS);
            command.addAll(
                    List.of(
                            "-o",
                            log.toString(),
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PowerCutWrites.class.getName(),
                            what,
                            disk.toString(),
                            folder.resolve("key.pem").toString()));
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("said").toFile())
                            .start();
        } catch (IOException e) {
            return Assumptions.abort("there is no strace: " + e.getMessage());
        }
        var status = process.waitFor();
        var said = Files.readString(folder.resolve("said"));
        Assumptions.assumeTrue(said.contains("begun"), "nothing can be traced here: " + said);
        assertThat(status).as(said).isZero();
        return DiskLog.read(Files.readAllLines(log), disk);
    }
}
