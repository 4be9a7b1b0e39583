package dev.assay.scanners.artifact;

import static dev.assay.scanners.artifact.Tarballs.header;
import static dev.assay.scanners.artifact.Tarballs.tarball;
import static dev.assay.scanners.artifact.Tarballs.withChecksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.PackageTree.ArchiveHazard;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

final class TarballReaderTest {

    private static final Purl PURL = Purl.npm("@scope/name", "1.0.0");
    private static final ArchiveLimits SMALL =
            new ArchiveLimits(
                    1 << 20,
                    1 << 19,
                    1 << 16,
                    10,
                    100,
                    1 << 18,
                    60,
                    5,
                    1 << 10,
                    Duration.ofSeconds(30));

    @Test
    void readsFilesWithoutTheFirstFolder() {
        var bytes = tarball().file("package/a.js", "1").file("package/lib/b.js", "2").gzipped();

        var tree = read(bytes);

        assertThat(tree.files().keySet()).containsExactly("a.js", "lib/b.js");
        assertThat(tree.files().get("lib/b.js")).isEqualTo(new byte[] {'2'});
        assertThat(tree.sha256()).isEqualTo(Sha256.of(bytes));
        assertThat(tree.hazards()).isEmpty();
    }

    @Test
    void readsAnotherFirstFolderThanPackage() {
        var tree = read(tarball().file("node/a.js", "1").file("node/b.js", "2").gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js", "b.js");
        assertThat(tree.hazards()).isEmpty();
    }

    @Test
    void readsATarThatIsNotPacked() {
        assertThat(read(tarball().file("package/a.js", "1").plain()).files()).containsKey("a.js");
    }

    @Test
    void readsLongNamesFromExtendedHeaders() {
        var name = "package/" + "d/".repeat(60) + "a.js";
        var tree =
                read(
                        tarball()
                                .pax('g', "comment", "0123")
                                .pax('x', "path", name)
                                .file("package/short", "1")
                                .entry("x", 'L', "", 0, ("package/" + "n".repeat(150)).getBytes())
                                .file("package/short", "2")
                                .gzipped());

        assertThat(tree.files().keySet())
                .containsExactly("d/".repeat(60) + "a.js", "n".repeat(150));
        assertThat(tree.hazards()).isEmpty();
    }

    @Test
    void takesTheNameThatThePackageClaimsWhereNoneIsGiven() {
        var bytes =
                tarball()
                        .file("package/package.json", "{\"name\":\"@a/b\",\"version\":\"2.0.0\"}")
                        .gzipped();

        var outcome =
                reader(ArchiveLimits.DEFAULT).read(new ByteArrayInputStream(bytes), "x.tgz", null);

        assertThat(((ReadOutcome.Read) outcome).tree().purl()).isEqualTo(Purl.npm("@a/b", "2.0.0"));
    }

    @Test
    void refusesAnEntryThatEscapesTheRoot() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "1")
                                .file("package/../../../etc/cron.d/job", "x")
                                .file("../up.js", "x")
                                .gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js", "up.js");
        assertThat(problems(tree)).anyMatch(p -> p.contains("leads out of the package"));
        assertThat(problems(tree)).anyMatch(p -> p.contains("absolute or outside path"));
    }

    @Test
    void namesAnAbsolutePath() {
        var tree = read(tarball().file("/etc/passwd", "x").file("package//usr/a", "y").gzipped());

        assertThat(tree.files().keySet()).containsExactly("etc/passwd", "usr/a");
        assertThat(problems(tree)).hasSize(3).anyMatch(p -> p.contains("absolute"));
    }

    @Test
    void namesALinkOutOfTheTreeAndLeavesItOut() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "1")
                                .link("package/lib/out", '2', "../../../etc/passwd")
                                .link("package/lib/in", '2', "../a.js")
                                .link("package/hard", '1', "/etc/shadow")
                                .gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(problemOf(tree, "package/lib/out")).contains("out of the package");
        assertThat(problemOf(tree, "package/lib/in")).startsWith("is a link to '../a.js'");
        assertThat(problemOf(tree, "package/hard")).contains("out of the package");
    }

    @Test
    void namesDevicesAndUnknownKinds() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "1")
                                .link("package/tty", '3', "")
                                .link("package/pipe", '6', "")
                                .entry("package/odd", 'Q', "", 0644, "x".getBytes())
                                .gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(tree.hazards()).hasSize(3);
    }

    @Test
    void takesTheLastOfTwoEntriesAndSaysSo() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "harmless")
                                .file("package/./a.js", "not so")
                                .file("package/b.js", "same")
                                .file("package/b.js", "same")
                                .gzipped());

        assertThat(text(tree, "a.js")).isEqualTo("not so");
        assertThat(tree.hazards()).hasSize(1);
        assertThat(problemOf(tree, "a.js")).contains("twice");
    }

    @Test
    void namesFilesThatDifferInCaseAlone() {
        var tree =
                read(
                        tarball()
                                .file("package/Index.js", "1")
                                .file("package/index.js", "2")
                                .file("package/README", "same")
                                .file("package/readme", "same")
                                .gzipped());

        assertThat(tree.files()).hasSize(4);
        assertThat(tree.hazards()).hasSize(1);
        assertThat(problemOf(tree, "index.js")).contains("in case alone");
    }

    @Test
    void namesAFileThatIsAlsoAFolder() {
        var tree = read(tarball().file("package/a", "1").file("package/a/b", "2").gzipped());

        assertThat(problemOf(tree, "a/b")).contains("which is a file");
    }

    @Test
    void namesWhatCannotBeSeenInAName() {
        var tree =
                read(
                        tarball()
                                .file("package/a\u202Esj.exe", "1")
                                .file("package/b\rc", "2")
                                .file("package/d\\e", "3")
                                .gzipped());

        assertThat(tree.hazards())
                .extracting(ArchiveHazard::entry)
                .contains("a\\u{202e}sj.exe", "b\\u{d}c", "d\\e");
    }

    @Test
    void namesASetUserIdFile() {
        var tree = read(tarball().entry("package/sh", '0', "", 04755, new byte[] {1}).gzipped());

        assertThat(problemOf(tree, "sh")).contains("set-user-id");
    }

    @Test
    void namesEntriesOutsideOfTheFolder() {
        var tree = read(tarball().file("package.json", "{}").file("package/a.js", "1").gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(problemOf(tree, "package.json")).contains("outside of the package's folder");
    }

    @Test
    void namesSeveralTopFolders() {
        var tree = read(tarball().file("a/x.js", "1").file("b/y.js", "2").gzipped());

        assertThat(tree.files().keySet()).containsExactly("x.js", "y.js");
        assertThat(problems(tree)).anyMatch(p -> p.contains("several top folders"));
    }

    @Test
    void readsBehindALoneEmptyBlockAsNpmDoes() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "1")
                                .emptyBlock()
                                .file("package/hidden.js", "2")
                                .gzipped());

        assertThat(tree.files()).containsKey("hidden.js");
        assertThat(problemOf(tree, "package/hidden.js")).contains("behind an empty block");
    }

    @Test
    void stopsBehindTwoEmptyBlocksAndSaysWhatFollows() {
        var tree =
                read(
                        tarball()
                                .file("package/a.js", "1")
                                .emptyBlock()
                                .emptyBlock()
                                .file("package/hidden.js", "2")
                                .gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(problems(tree))
                .containsExactly("there is more data behind the end of the archive");
    }

    @Test
    void skipsAHeaderWhoseChecksumIsWrong() {
        var wrong = header("package/b.js", '0', "", 0644, 0);
        wrong[0] = 'q';
        var tree = read(tarball().file("package/a.js", "1").raw(wrong).gzipped());

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(problems(tree)).anyMatch(p -> p.contains("checksum"));
    }

    @Test
    void namesExtendedHeadersThatReadersDifferOn() {
        var tree =
                read(
                        tarball()
                                .pax('x', "type", "SymbolicLink")
                                .file("package/a.js", "1")
                                .pax('g', "size", "1")
                                .file("package/b.js", "2")
                                .gzipped());

        assertThat(problemOf(tree, "package/a.js")).contains("what kind of entry");
        assertThat(problemOf(tree, "package/b.js")).contains("its size");
    }

    @Test
    void readsSeveralGzipStreamsAsOneAndSaysSo() {
        var tar = tarball().file("package/a.js", "1").file("package/b.js", "2").plain();
        var first = Tarballs.gzip(Arrays.copyOf(tar, 1024));
        var second = Tarballs.gzip(Arrays.copyOfRange(tar, 1024, tar.length));

        var tree = read(joined(first, second));

        assertThat(tree.files().keySet()).containsExactly("a.js", "b.js");
        assertThat(problems(tree)).anyMatch(p -> p.contains("several gzip streams"));
    }

    @Test
    void namesWhatFollowsTheCompressedArchive() {
        var bytes = tarball().file("package/a.js", "1").gzipped();

        assertThat(problems(read(joined(bytes, "MZ...".getBytes()))))
                .containsExactly("there is more data behind the compressed archive");
        assertThat(problems(read(joined(bytes, new byte[100])))).isEmpty();
    }

    @Test
    void refusesATruncatedArchive() {
        var noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        var bytes = tarball().file("package/a.bin", noise).gzipped();

        assertThat(rejection(Arrays.copyOf(bytes, bytes.length / 2))).contains("damaged");
        var plain = tarball().file("package/a.bin", noise).plain();
        assertThat(rejection(Arrays.copyOf(plain, 10_000)))
                .contains("in the middle of 'package/a.bin'");
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertThat(rejection("<html>Not Found</html>".getBytes())).contains("no entry");
        assertThat(rejection(new byte[0])).contains("no entry");
        assertThat(rejection(Tarballs.gzip(new byte[0]))).contains("no entry");
        assertThat(rejection(new byte[] {0x1f, (byte) 0x8b, 0, 0})).contains("damaged");
    }

    @Test
    void refusesABombOfTenGigabytes() throws Exception {
        var zeros = new byte[1 << 16];
        var bomb =
                Streams.gzipped(
                        out -> {
                            for (var file = 0; file < 40; file++) {
                                out.write(header("package/" + file, '0', "", 0644, 256L << 20));
                                for (var i = 0; i < 256 << 4; i++) {
                                    out.write(zeros);
                                }
                            }
                        });

        assertThat(rejection(ArchiveLimits.DEFAULT, bomb)).contains("more than 100 times its size");
    }

    @Test
    void refusesAFileThatClaimsTenGigabytes() {
        var bytes = tarball().raw(header("package/a", '0', "", 0644, 8L << 29)).gzipped();

        assertThat(rejection(bytes)).contains("'package/a' exceeds");
    }

    @Test
    void refusesABombInWhatNpmSkips() throws Exception {
        var zeros = new byte[1 << 16];
        var bomb =
                Streams.gzipped(
                        out -> {
                            out.write(header("package/link", '2', "x", 0644, 8L << 29));
                            for (var i = 0; i < 8 << 14; i++) {
                                out.write(zeros);
                            }
                        });

        assertThat(rejection(ArchiveLimits.DEFAULT, bomb)).contains("more than 100 times its size");
    }

    @Test
    void refusesTwoHundredThousandFiles() throws Exception {
        var crowd =
                Streams.gzipped(
                        out -> {
                            for (var i = 0; i < 200_000; i++) {
                                out.write(header("package/" + i, '0', "", 0644, 0));
                            }
                        });

        assertThat(rejection(ArchiveLimits.DEFAULT, crowd)).contains("more than 50000 entries");
    }

    @Test
    void readsAScriptOfFiftyMegabytesOnOneLine() {
        var script = "a=1;".repeat(50 << 18).getBytes(StandardCharsets.ISO_8859_1);
        var plain = tarball().file("package/bundle.js", script).plain();

        assertThat(read(plain).files().get("bundle.js")).hasSize(50 << 20);
    }

    @Test
    void keepsAFileThatIsNotUtf8AsItIs() {
        var latin = new byte[] {'/', '/', (byte) 0xe9, (byte) 0xff, 0};

        assertThat(read(tarball().file("package/a.js", latin).gzipped()).files().get("a.js"))
                .isEqualTo(latin);
    }

    @Test
    void namesAFileNameThatIsNotUtf8() {
        var block = header("package/?.js", '0', "", 0644, 0);
        block[8] = (byte) 0xff;

        assertThat(problems(read(tarball().raw(withChecksum(block)).gzipped())))
                .containsExactly("its name is not UTF-8");
    }

    @Test
    void refusesWhatExceedsALimit() {
        var noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        var many = tarball();
        var wide = tarball();
        for (var i = 0; i < 11; i++) {
            many.file("package/" + i, "");
        }
        for (var i = 0; i < 9; i++) {
            wide.file("package/" + i, noise);
        }

        assertThat(rejectionOf(many)).contains("more than 10 entries");
        assertThat(rejectionOf(wide)).contains("what it unpacks to exceeds 524288 bytes");
        assertThat(rejectionOf(tarball().file("package/a", new byte[70_000])))
                .contains("'package/a' exceeds");
        assertThat(rejectionOf(tarball().file("package/" + "a".repeat(70), "")))
                .contains("longer than 60");
        assertThat(rejectionOf(tarball().file("package/a/a/a/a/a/a", "")))
                .contains("deeper than 5");
    }

    @Test
    void refusesAnArchiveThatIsTooLargeAsFetched() {
        var padded = joined(tarball().file("package/a", "1").gzipped(), new byte[2 << 20]);

        assertThat(rejection(SMALL, new ByteArrayInputStream(padded)))
                .contains("the archive exceeds 1048576 bytes");
    }

    @Test
    void skipsAnExtendedHeaderThatNpmWouldSkip() {
        var tree =
                tree(
                        reader(SMALL)
                                .read(
                                        new ByteArrayInputStream(
                                                tarball()
                                                        .pax('x', "path", "p/" + "x".repeat(2_000))
                                                        .file("package/a.js", "1")
                                                        .gzipped()),
                                        "x",
                                        PURL));

        assertThat(tree.files().keySet()).containsExactly("a.js");
        assertThat(problems(tree)).anyMatch(p -> p.contains("larger than npm reads"));
    }

    @Test
    void stopsWhatTakesTooLong() {
        var bytes = tarball().file("package/a.js", "1").gzipped();
        var ticking =
                new Clock() {
                    private Instant now = Instant.EPOCH;

                    @Override
                    public Instant instant() {
                        now = now.plusSeconds(50);
                        return now;
                    }

                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };

        var outcome =
                new TarballReader(ArchiveLimits.DEFAULT, ticking)
                        .read(new ByteArrayInputStream(bytes), "slow.tgz", PURL);

        assertThat(((ReadOutcome.Rejected) outcome).reason())
                .isEqualTo("'slow.tgz' is not read: it takes longer than 60 s");
    }

    @Test
    void listsNoMoreHazardsThanPeopleRead() {
        var many = tarball().file("package/a", "1");
        for (var i = 0; i < 500; i++) {
            many.link("package/" + i, '2', "x");
        }

        var hazards = read(many.gzipped()).hazards();

        assertThat(hazards).hasSize(201);
        assertThat(hazards.getLast().problem()).startsWith("300 further hazards");
    }

    private static TarballReader reader(ArchiveLimits limits) {
        return new TarballReader(limits, Clock.systemUTC());
    }

    private static PackageTree read(byte[] bytes) {
        return tree(
                reader(ArchiveLimits.DEFAULT).read(new ByteArrayInputStream(bytes), "x.tgz", PURL));
    }

    private static PackageTree tree(ReadOutcome outcome) {
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).tree();
    }

    private static String rejection(byte[] bytes) {
        return rejection(ArchiveLimits.DEFAULT, new ByteArrayInputStream(bytes));
    }

    private static String rejectionOf(Tarballs tarball) {
        return rejection(SMALL, new ByteArrayInputStream(tarball.gzipped()));
    }

    private static String rejection(ArchiveLimits limits, InputStream stream) {
        var outcome = reader(limits).read(stream, "x.tgz", PURL);
        assertThat(outcome).isInstanceOf(ReadOutcome.Rejected.class);
        return ((ReadOutcome.Rejected) outcome).reason();
    }

    private static List<String> problems(PackageTree tree) {
        return tree.hazards().stream().map(ArchiveHazard::problem).toList();
    }

    private static String problemOf(PackageTree tree, String entry) {
        return tree.hazards().stream()
                .filter(hazard -> hazard.entry().equals(entry))
                .map(ArchiveHazard::problem)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no hazard of " + entry + " in " + tree.hazards()));
    }

    private static String text(PackageTree tree, String file) {
        return new String(tree.files().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
