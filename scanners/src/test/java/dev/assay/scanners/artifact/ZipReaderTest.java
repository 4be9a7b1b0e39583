package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

final class ZipReaderTest {

    private static final ArchiveLimits SMALL =
            new ArchiveLimits(
                    1 << 20,
                    1 << 20,
                    1 << 19,
                    50,
                    100,
                    1 << 16,
                    200,
                    8,
                    1 << 10,
                    Duration.ofSeconds(10));

    @TempDir Path folder;

    @Test
    void readsTheFilesOfAJarAndOfJarsInside() throws IOException {
        var inner = zip("b/B.class", "inner");
        var tree =
                tree(
                        zip(
                                "a/A.class",
                                "outer",
                                "lib/x.jar",
                                new String(inner, StandardCharsets.ISO_8859_1)));
        assertThat(tree.files()).containsOnlyKeys("a/A.class", "lib/x.jar", "lib/x.jar!/b/B.class");
        assertThat(tree.hazards()).isEmpty();
        assertThat(tree.sha256()).isNotNull();
    }

    @Test
    void leavesOutWhatWouldBeUnpackedElsewhere() throws IOException {
        var tree = tree(zip("../a", "1", "/b", "2", "C:/c", "3", "d/..\\e", "4", "f", "5"));
        assertThat(tree.files()).containsOnlyKeys("f");
        assertThat(tree.hazards())
                .hasSize(4)
                .allSatisfy(
                        hazard ->
                                assertThat(hazard.problem()).contains("leads out of the archive"));
    }

    @Test
    void tellsAnEntryThatIsThereTwice() throws IOException {
        var twice = replaced(zip("a/one", "1", "a/two", "2"), "a/two", "a/one");
        var tree = tree(twice);
        assertThat(tree.hazards())
                .anySatisfy(hazard -> assertThat(hazard.problem()).contains("twice"));
    }

    @Test
    void tellsAFileThatHasAnotherNameForReadersOfStreams() throws IOException {
        var jar = zip("a/good", "1");
        var changed = jar.clone();
        // The first name is in the file's own header, the second in the index.
        var at = indexOf(changed, "a/good", 0);
        System.arraycopy("a/evil".getBytes(StandardCharsets.UTF_8), 0, changed, at, 6);
        assertThat(tree(changed).hazards())
                .anySatisfy(
                        hazard ->
                                assertThat(hazard.problem())
                                        .contains("is called 'a/evil' in its own header"));
    }

    @Test
    void tellsAFileThatTheIndexDoesNotList() throws IOException {
        var hidden = local("b/hidden", "evil");
        var jar = zip("a/good", "1");
        assertThat(tree(prefixed(hidden, jar)).hazards())
                .anySatisfy(hazard -> assertThat(hazard.problem()).contains("does not list"));
    }

    @Test
    void tellsWhatIsEncrypted() throws IOException {
        var jar = zip("a", "1").clone();
        jar[6] |= 1;
        jar[indexOf(jar, "PK\u0001\u0002", 0) + 8] |= 1;
        var tree = tree(jar);
        assertThat(tree.files()).isEmpty();
        assertThat(tree.hazards())
                .anySatisfy(hazard -> assertThat(hazard.problem()).contains("encrypted"));
    }

    @Test
    void refusesWhatUnpacksOutOfProportion() throws IOException {
        assertThat(rejected(zip("a", "0".repeat(400_000))))
                .contains("more than 100 times its size");
    }

    @Test
    void refusesWhatExceedsALimit() throws IOException {
        assertThat(rejected(zip("a", "x".repeat(600_000)))).containsAnyOf("exceeds", "more than");
        var many = new String[120];
        for (var index = 0; index < many.length; index += 2) {
            many[index] = "f" + index;
            many[index + 1] = "";
        }
        assertThat(rejected(zip(many))).contains("more than 50 entries");
        assertThat(rejected(zip("a/b/c/d/e/f/g/h/i/j", "1"))).contains("deeper");
    }

    @Test
    void namesAJarInsideThatIsBroken() throws IOException {
        var tree =
                tree(
                        zip(
                                "lib/x.jar",
                                "PK\u0003\u0004 no jar at all, but long enough to be taken for one"));
        assertThat(tree.files()).containsOnlyKeys("lib/x.jar");
        assertThat(tree.hazards())
                .anySatisfy(
                        hazard -> assertThat(hazard.problem()).contains("cannot be read as one"));
    }

    @Test
    void refusesBytesThatAreNoZip() throws IOException {
        assertThat(rejected("hello".getBytes(StandardCharsets.UTF_8))).contains("damaged");
        var jar = zip("a", "some text that is long enough");
        assertThat(rejected(Arrays.copyOf(jar, jar.length - 30))).contains("damaged");
    }

    private PackageTree tree(byte[] jar) throws IOException {
        return switch (read(jar)) {
            case ReadOutcome.Read(var tree) -> tree;
            case ReadOutcome.Rejected(var reason) -> throw new AssertionError(reason);
        };
    }

    private String rejected(byte[] jar) throws IOException {
        return ((ReadOutcome.Rejected) read(jar)).reason();
    }

    private ReadOutcome read(byte[] jar) throws IOException {
        var file = Files.write(folder.resolve("x.jar"), jar);
        return new ZipReader(SMALL, Clock.systemUTC()).read(file, Purl.parse("pkg:maven/g/a@1"));
    }

    private static byte[] zip(String... files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var index = 0; index < files.length; index += 2) {
                var entry = new ZipEntry(files[index]);
                var bytes = files[index + 1].getBytes(StandardCharsets.ISO_8859_1);
                if (bytes.length < 100) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(bytes.length);
                    var crc = new CRC32();
                    crc.update(bytes);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] in, String what, String with) {
        var out = in.clone();
        for (var at = indexOf(out, what, 0); at >= 0; at = indexOf(out, what, at + 1)) {
            System.arraycopy(with.getBytes(StandardCharsets.UTF_8), 0, out, at, with.length());
        }
        return out;
    }

    /** The header of a file with its bytes, as readers of streams take it. */
    private static byte[] local(String name, String content) throws IOException {
        var whole = zip(name, content);
        return Arrays.copyOf(whole, indexOf(whole, "PK\u0001\u0002", 0));
    }

    /** Bytes before a zip, whose offsets are moved on. */
    private static byte[] prefixed(byte[] before, byte[] zip) {
        var whole = new byte[before.length + zip.length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(zip, 0, whole, before.length, zip.length);
        var bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        var index = indexOf(whole, "PK\u0001\u0002", 0);
        bytes.putInt(index + 42, bytes.getInt(index + 42) + before.length);
        var end = indexOf(whole, "PK\u0005\u0006", 0);
        bytes.putInt(end + 16, bytes.getInt(end + 16) + before.length);
        return whole;
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    }
}
