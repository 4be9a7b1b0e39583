package dev.assay.scanners.artifact.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.upload.FolderPacker.UnfitFolderException;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;

class FolderPackerTest {

    private static final FolderPacker PACKER = new FolderPacker(1 << 20);

    @TempDir Path folder;
    @TempDir Path out;

    @Test
    void packsTheSameFilesToTheSameBytesWhateverTheirTimes() throws IOException {
        write("package.json", "{\"name\": \"@acme/mail\", \"version\": \"1.0.0\"}");
        write("dist/index.js", "1".repeat(200_000));
        write("a/" + "long/".repeat(40) + "name.js", "2");
        write("node_modules/x/index.js", "3");
        write(".git/config", "4");
        write(".env", "SECRET=5");
        write("src/.npmrc", "6");
        var first = Sha256.of(Files.readAllBytes(PACKER.pack(folder, out)));
        Files.setLastModifiedTime(folder.resolve("dist/index.js"), FileTime.fromMillis(1));

        var again = PACKER.pack(folder, out);

        assertThat(Sha256.of(Files.readAllBytes(again))).isEqualTo(first);
        // Made once and written down here: it has to be this on every machine.
        assertThat(first.hex())
                .isEqualTo("054f4d1bb011aa7a0d74199644c3687078ec275a8ba3680d3b56bf673764bc6a");
        var read = new ArchiveReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(again, null);
        assertThat(read).isInstanceOf(ReadOutcome.Read.class);
        var tree = ((ReadOutcome.Read) read).tree();
        assertThat(tree.hazards()).isEmpty();
        assertThat(tree.files().keySet())
                .containsExactly(
                        "a/" + "long/".repeat(40) + "name.js", "dist/index.js", "package.json");
        assertThat(new String(tree.files().get("dist/index.js"), StandardCharsets.US_ASCII))
                .isEqualTo("1".repeat(200_000));
        assertThat(tree.purl()).hasToString("pkg:npm/%40acme/mail@1.0.0");
    }

    @Test
    void packsAnMcpBundleWithWhatItBrings() throws IOException {
        write(
                "manifest.json",
                "{\"manifest_version\": \"0.3\", \"name\": \"mail\", \"version\": \"1.2.0\","
                        + " \"server\": {\"type\": \"node\", \"entry_point\": \"i.js\"}}");
        write("i.js", "1");
        write("node_modules/x/index.js", "3");

        var packed = PACKER.pack(folder, out);

        assertThat(packed.getFileName()).hasToString("folder.mcpb");
        assertThat(Sha256.of(Files.readAllBytes(packed)).hex())
                .isEqualTo("0781efc594edc52cd82901b4f9c9358b93029b91315c3402b74456c3b6342388");
        var claim = new ClaimReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(packed);
        assertThat(claim)
                .isInstanceOfSatisfying(
                        ClaimReader.Outcome.Found.class,
                        found ->
                                assertThat(found.claim().purl())
                                        .isEqualTo("pkg:generic/mcpb/mail@1.2.0"));
    }

    @Test
    void refusesLinksWhatIsTooLargeAndWhatIsNoPackage() throws IOException {
        write("index.js", "1");
        assertThatThrownBy(() -> PACKER.pack(folder, out))
                .isInstanceOf(UnfitFolderException.class)
                .hasMessageContaining("package.json");
        write("package.json", "{}");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> PACKER.pack(folder, out))
                .isInstanceOf(UnfitFolderException.class)
                .hasMessageContaining("'link'");
        Files.delete(folder.resolve("link"));
        write("big", "x".repeat(2 << 20));
        assertThatThrownBy(() -> PACKER.pack(folder, out))
                .isInstanceOf(UnfitFolderException.class)
                .hasMessageContaining("exceeds 1 MB");
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
