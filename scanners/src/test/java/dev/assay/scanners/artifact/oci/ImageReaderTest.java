package dev.assay.scanners.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;

import io.airlift.compress.zstd.ZstdOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class ImageReaderTest {

    @TempDir Path folder;

    private ReadOutcome outcome(Path file) {
        return new ImageReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(file, null);
    }

    private PackageTree read(Layer... layers) {
        var file = SampleImage.of(layers).archive(folder.resolve("image.tar"));
        return ((ReadOutcome.Read) outcome(file)).tree();
    }

    /** The files that are kept, each with its text. */
    private static String texts(PackageTree tree) {
        return tree.files().entrySet().stream()
                .filter(each -> !each.getKey().equals(ImageDescription.FILE))
                .map(
                        each ->
                                each.getKey()
                                        + "="
                                        + new String(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static String hazards(PackageTree tree) {
        return tree.hazards().stream()
                .map(each -> each.entry() + " " + each.problem())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void putsLaterLayersOverEarlierOnes() {
        var tree =
                read(
                        new Layer().file("app/a", "1").file("app/b", "1").file("app/sub/c", "1"),
                        new Layer().file("app/b", "2").without("app/a"));

        assertThat(texts(tree)).isEqualTo("app/b=2 app/sub/c=1");
        assertThat(tree.hazards()).isEmpty();
    }

    @Test
    void takesAwayWhatAnOpaqueFolderHidesAndNotWhatItBrings() {
        var tree =
                read(
                        new Layer().file("app/a", "1").file("app/sub/b", "1").file("etc/x", "1"),
                        new Layer().file("app/new", "2").opaque("app"));

        assertThat(texts(tree)).isEqualTo("app/new=2 etc/x=1");
    }

    @Test
    void takesAwayAWholeFolder() {
        var tree =
                read(
                        new Layer().file("app/sub/b", "1").file("app/sub0", "1"),
                        new Layer().without("app/sub"));

        assertThat(texts(tree)).isEqualTo("app/sub0=1");
    }

    @Test
    void putsAFileWhereItsLinkedFolderIs() {
        var tree =
                read(
                        new Layer().folder("usr/bin").link("bin", "usr/bin"),
                        new Layer().file("bin/tool", "x").link("up", "../../../usr"),
                        new Layer().file("up/lib/y", "y"));

        assertThat(texts(tree)).isEqualTo("usr/bin/tool=x usr/lib/y=y");
    }

    @Test
    void followsNoLinksInACircle() {
        var tree = read(new Layer().link("a", "b").link("b", "a").file("a/x", "1"));

        assertThat(texts(tree)).isEmpty();
        assertThat(hazards(tree)).contains("a/x stands behind links that lead in a circle");
    }

    @Test
    void keepsAHardLinkAsTheFileThatItIs() {
        var tree =
                read(
                        new Layer().file("a", "1").hardLink("b", "a").hardLink("c", "nobody"),
                        new Layer().without("a"));

        assertThat(texts(tree)).isEqualTo("b=1");
        assertThat(hazards(tree)).contains("c is a link to 'nobody'");
    }

    @Test
    void namesWhatLeadsOutOfTheImage() {
        var tree = read(new Layer().file("../../etc/passwd", "x").file("/etc/ok", "y"));

        assertThat(texts(tree)).isEqualTo("etc/ok=y");
        assertThat(hazards(tree))
                .contains(
                        "../../etc/passwd leads out of the image",
                        "/etc/ok is named by an absolute");
    }

    @Test
    void leavesOutWhatTheDistributionBroughtUnlessItIsAltered() throws Exception {
        var sound = md5("sound");
        var tree =
                read(
                        new Layer()
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: tool\nStatus: install ok installed\nVersion: 1.2\n")
                                .file(
                                        "var/lib/dpkg/info/tool.md5sums",
                                        sound
                                                + "  usr/bin/tool\n"
                                                + sound
                                                + "  usr/bin/other\n"
                                                + sound
                                                + "  app/index.js\n")
                                .file("usr/bin/tool", "sound")
                                .file("usr/bin/other", "sound"),
                        new Layer().file("usr/bin/other", "altered").file("app/index.js", "sound"));

        // What a database claims outside of where distributions put files is looked into all the
        // same.
        assertThat(texts(tree)).isEqualTo("app/index.js=sound usr/bin/other=altered");
        var image = ImageDescription.of(tree).orElseThrow().images().getFirst();
        assertThat(image.packages())
                .extracting(each -> each.kind() + " " + each.name() + " " + each.version())
                .containsExactly("deb tool 1.2");
        assertThat(image.altered()).containsExactly("usr/bin/other");
    }

    @Test
    void refusesALayerInWhichOneBitIsAnother() throws Exception {
        var image = SampleImage.of(new Layer().file("app/a", "1"));
        var file = image.archive(folder.resolve("image.tar"));
        var bytes = Files.readAllBytes(file);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var at = text.indexOf("blobs/sha256/" + image.layers().getFirst().substring(7)) + 512 + 20;
        bytes[at] ^= 1;
        Files.write(file, bytes);

        assertThat(outcome(file))
                .isInstanceOfSatisfying(
                        ReadOutcome.Rejected.class,
                        rejected ->
                                assertThat(rejected.reason())
                                        .contains("is not what it is named by"));
    }

    @Test
    void isNotFooledByATarThatIsNoLayout() throws Exception {
        var file = Files.write(folder.resolve("x.tar"), new byte[2048]);

        assertThat(ImageReader.isImage(file)).isFalse();
        assertThat(outcome(file)).isInstanceOf(ReadOutcome.Rejected.class);
    }

    private PackageTree zstd(UnaryOperator<byte[]> packing) {
        var file =
                SampleImage.packed("+zstd", packing, new Layer().file("app/a", "1".repeat(5_000)))
                        .archive(folder.resolve("zstd.tar"));
        return ((ReadOutcome.Read) outcome(file)).tree();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** By the compressor of the library whose decoder reads it. */
    private static byte[] packed(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** By zstd's own program. */
    private byte[] packed(byte[] plain, String... options) {
        try {
            var file = Files.write(folder.resolve("plain"), plain);
            var command = new ArrayList<>(List.of("zstd", "-q", "-f", file.toString()));
            command.addAll(List.of(options));
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
            return Files.readAllBytes(folder.resolve("plain.zst"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assumeZstd() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zstd")), "no zstd on this machine");
    }

    @Test
    void readsALayerOfSeveralFramesOfZstdAndPassesOverTheOthers() {
        // As zstd:chunked keeps its index behind the content.
        var index = new byte[] {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'x', 'y', 'z'};
        var half = 700;

        for (var packing :
                List.<UnaryOperator<byte[]>>of(
                        ImageReaderTest::packed,
                        plain -> joined(packed(plain), index),
                        plain -> joined(index, packed(plain)),
                        plain ->
                                joined(
                                        packed(Arrays.copyOf(plain, half)),
                                        index,
                                        packed(Arrays.copyOfRange(plain, half, plain.length))))) {
            var tree = zstd(packing);
            assertThat(texts(tree)).isEqualTo("app/a=" + "1".repeat(5_000));
            assertThat(ImageDescription.of(tree).orElseThrow().images().getFirst().unread())
                    .isEmpty();
        }
    }

    @Test
    void readsWhatZstdItselfPacksAndNamesAWindowThatIsTooLarge() {
        assumeZstd();
        for (var level : List.of("-1", "-3", "-19", "--no-check")) {
            assertThat(texts(zstd(plain -> packed(plain, level))))
                    .isEqualTo("app/a=" + "1".repeat(5_000));
        }

        // Where it does not know how much is to come, it asks for the window of its level.
        var large =
                zstd(
                        plain ->
                                packed(
                                        joined(plain, new byte[20 << 20]),
                                        "--long=27",
                                        "--no-content-size"));
        assertThat(texts(large)).isEmpty();
        assertThat(ImageDescription.of(large).orElseThrow().images().getFirst().unread().values())
                .singleElement()
                .asString()
                .contains("zstd with a window of more than 8 MB");
    }

    @Test
    void refusesDamagedZstd() {
        for (var packing :
                List.<UnaryOperator<byte[]>>of(
                        plain -> Arrays.copyOf(packed(plain), 40),
                        plain -> joined(packed(plain), "trailing".getBytes(StandardCharsets.UTF_8)),
                        plain -> {
                            var bytes = packed(plain);
                            bytes[bytes.length - 2] ^= 1;
                            return bytes;
                        })) {
            var file =
                    SampleImage.packed("+zstd", packing, new Layer().file("app/a", "1"))
                            .archive(folder.resolve("damaged.tar"));
            assertThat(outcome(file)).isInstanceOf(ReadOutcome.Rejected.class);
        }
    }

    @Test
    void stopsAtABombOfZstd() {
        var file =
                SampleImage.packed(
                                "+zstd",
                                ImageReaderTest::packed,
                                new Layer().file("app/a", 0644, new byte[64 << 20]))
                        .archive(folder.resolve("bomb.tar"));

        assertThat(outcome(file))
                .isInstanceOfSatisfying(
                        ReadOutcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("times its size"));
    }

    @Test
    void namesDatabasesOfRpmAsNotRead() {
        var tree =
                read(
                        new Layer()
                                .file("usr/lib/sysimage/rpm/rpmdb.sqlite", "SQLite format 3")
                                .file("var/lib/rpm/Packages", "x")
                                .file("var/lib/rpm/Packages.db", "x"));

        var unread = ImageDescription.of(tree).orElseThrow().images().getFirst().unread();
        assertThat(unread.get("usr/lib/sysimage/rpm/rpmdb.sqlite"))
                .contains("RPM's database (SQLite), which is not read");
        assertThat(unread.get("var/lib/rpm/Packages")).contains("Berkeley DB");
        assertThat(unread.get("var/lib/rpm/Packages.db")).contains("ndb");
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("MD5")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
