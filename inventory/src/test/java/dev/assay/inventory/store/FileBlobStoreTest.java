package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

class FileBlobStoreTest extends BlobStoreContract {

    @Override
    protected BlobStore open(Path directory) throws IOException {
        return new FileBlobStore(directory);
    }

    @Override
    protected void alter(Path directory, Sha256 digest) throws IOException {
        var place =
                directory
                        .resolve("sha256")
                        .resolve(digest.hex().substring(0, 2))
                        .resolve(digest.hex());
        Files.writeString(place, "other bytes");
    }

    @Test
    void leavesNothingUnfinishedBehind(@TempDir Path folder) throws IOException {
        var blobs = new FileBlobStore(folder);
        blobs.put(new byte[100]);
        blobs.put(Files.write(folder.resolve("upload"), new byte[200]));

        try (var left = Files.list(folder.resolve("unfinished"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesAwayWhatAKilledProcessWasWritingADayAgo(@TempDir Path folder) throws IOException {
        new FileBlobStore(folder);
        var old = Files.write(folder.resolve("unfinished").resolve("old.tmp"), new byte[9]);
        var young = Files.write(folder.resolve("unfinished").resolve("young.tmp"), new byte[9]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(25, ChronoUnit.HOURS)));

        new FileBlobStore(folder);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void discardsOnlyAfterAPauseAndNotWhatWasKeptAgain(@TempDir Path folder) throws IOException {
        var blobs = new FileBlobStore(folder);
        var gone = blobs.put(new byte[1]);
        var again = blobs.put(new byte[2]);
        try (var _ = blobs.pauseDiscards()) {
            blobs.discard(gone);
            blobs.discard(again);
            blobs.put(new byte[2]);

            assertThat(blobs.read(gone)).isPresent();
        }

        assertThat(blobs.read(gone)).isEmpty();
        assertThat(blobs.read(again)).isPresent();
    }

    /** On a file system of one megabyte, which a name space of our own lets us mount. */
    @Test
    void keepsNothingOnAFullDiskAndGoesOnOnceThereIsRoom(@TempDir Path folder) throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        var script = "mount -t tmpfs -o size=1m tmpfs \"$1\" || exit 97; shift; exec \"$@\"";
        var child =
                new ProcessBuilder(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "--mount",
                                "sh",
                                "-c",
                                script,
                                "sh",
                                disk.toString(),
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FullDisk.class.getName(),
                                disk.toString())
                        .redirectErrorStream(true);
        Process process;
        try {
            process = child.start();
        } catch (IOException e) {
            Assumptions.abort("there is no unshare command: " + e.getMessage());
            return;
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Assumptions.assumeTrue(
                said.contains("full disk tried"), "no small file system can be mounted: " + said);

        assertThat(said)
                .contains("refused: ", "No space left on device")
                .contains("kept of the refused: nothing")
                .contains("unfinished: 0")
                .contains("after making room: kept");
    }
}
