package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

final class FolderReaderTest {

    private static final ArchiveLimits SMALL =
            new ArchiveLimits(100, 100, 60, 6, 100, 100, 100, 10, 100, Duration.ofSeconds(9));

    @TempDir Path folder;

    @Test
    void readsAPackageUnderTheNameItClaims() throws IOException {
        write("package.json", "{\"name\":\"@a/b\",\"version\":\"1.0.0\"}");
        write("lib/a.js", "1");

        var tree = tree();

        assertThat(tree.purl()).isEqualTo(Purl.npm("@a/b", "1.0.0"));
        assertThat(tree.sha256()).isNull();
        assertThat(tree.files().keySet()).containsExactly("lib/a.js", "package.json");
    }

    @Test
    void callsAPackageWithoutANameAfterItsFolder() throws IOException {
        write("package.json", "{ broken");

        assertThat(tree().purl().name()).isEqualTo(folder.getFileName().toString());
    }

    @Test
    void leavesOutWhatNpmWouldNotPack() throws IOException {
        write(".git/config", "");
        write("node_modules/x/index.js", "");
        write("lib/node_modules/y.js", "");

        assertThat(tree().files().keySet()).containsExactly("lib/node_modules/y.js");
    }

    @Test
    void followsNoLink() throws IOException {
        write("a.js", "1");
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("self"), folder);

        var tree = tree();
        Files.delete(folder.resolve("out"));
        Files.delete(folder.resolve("self"));

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(tree.hazards()).extracting(ArchiveHazard::entry).contains("out", "self");
    }

    @Test
    void refusesWhatExceedsALimit() throws IOException {
        write("a", "x".repeat(61));
        assertThat(rejection()).contains("'a' exceeds 60 bytes");

        write("a", "x".repeat(60));
        write("b", "x".repeat(60));
        assertThat(rejection()).contains("it exceeds 100 bytes");

        write("a", "");
        write("b", "");
        for (var i = 0; i < 5; i++) {
            write("c" + i, "");
        }
        assertThat(rejection()).contains("more than 6 entries");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        var outcome = new FolderReader(SMALL).read(folder.resolve("gone"), null);

        assertThat(((ReadOutcome.Rejected) outcome).reason()).contains("cannot be read");
    }

    private PackageTree tree() {
        return ((ReadOutcome.Read) new FolderReader(ArchiveLimits.DEFAULT).read(folder, null))
                .tree();
    }

    private String rejection() {
        return ((ReadOutcome.Rejected) new FolderReader(SMALL).read(folder, null)).reason();
    }

    private void write(String file, String content) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
