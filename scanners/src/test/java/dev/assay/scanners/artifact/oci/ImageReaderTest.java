package dev.assay.scanners.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
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

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("MD5")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
