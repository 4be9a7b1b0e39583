package dev.assay.scanners.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.oci.ImageReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.mcpb.McpbEcosystem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class ContentsReaderTest {

    private static final String DEBIAN =
            """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            VERSION_ID="12"
            ID=debian
            """;

    @TempDir Path folder;

    private Contents image(Layer... layers) {
        var file = SampleImage.of(layers).archive(folder.resolve("image.tar"));
        var read = new ImageReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(file, null);
        return ContentsReader.of(((ReadOutcome.Read) read).tree()).orElseThrow();
    }

    private static ContainedPackage named(Contents contents, String purl) {
        return contents.packages().stream()
                .filter(each -> each.purl().equals(purl))
                .findFirst()
                .orElseThrow(() -> new AssertionError(purl + " is not in " + contents));
    }

    private static List<String> purls(Contents contents) {
        return contents.packages().stream().map(ContainedPackage::purl).toList();
    }

    @Test
    void aPackageOfDebianIsLookedUpByItsSourcesAndTheDistributionsRelease() {
        var contents =
                image(
                        new Layer()
                                .file("usr/lib/os-release", DEBIAN)
                                .link("etc/os-release", "../usr/lib/os-release")
                                .file(
                                        "var/lib/dpkg/status",
                                        """
                                        Package: libssl3
                                        Status: install ok installed
                                        Source: openssl
                                        Version: 3.0.11-1~deb12u2

                                        Package: libstdc++6
                                        Status: install ok installed
                                        Source: gcc-12 (12.2.0-14)
                                        Version: 12.2.0-14+b1

                                        Package: removed
                                        Status: deinstall ok config-files
                                        Version: 1.0
                                        """));

        assertThat(contents.gaps()).isEmpty();
        assertThat(contents.packages()).hasSize(2);
        assertThat(named(contents, "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?distro=debian-12"))
                .extracting(
                        ContainedPackage::type, ContainedPackage::name, ContainedPackage::version)
                .containsExactly("deb/debian-12", "openssl", "3.0.11-1~deb12u2");
        assertThat(contents.packages())
                .anySatisfy(
                        each -> {
                            assertThat(each.name()).isEqualTo("gcc-12");
                            assertThat(each.version()).isEqualTo("12.2.0-14");
                            assertThat(each.kind()).isEqualTo("deb");
                        });
    }

    @Test
    void aPackageOfAlpineIsLookedUpByItsOriginAndTheBranch() {
        var contents =
                image(
                        new Layer()
                                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.19.1\n")
                                .file(
                                        "lib/apk/db/installed",
                                        """
                                        P:libcrypto3
                                        V:3.1.4-r5
                                        o:openssl

                                        P:musl
                                        V:1.2.4_git20230717-r4

                                        """));

        assertThat(named(contents, "pkg:apk/alpine/libcrypto3@3.1.4-r5?distro=alpine-3.19"))
                .extracting(ContainedPackage::type, ContainedPackage::name)
                .containsExactly("apk/alpine-3.19", "openssl");
        assertThat(
                        named(
                                        contents,
                                        "pkg:apk/alpine/musl@1.2.4_git20230717-r4?distro=alpine-3.19")
                                .name())
                .isEqualTo("musl");
    }

    @Test
    void aDistributionThatDoesNotSayWhichItIsIsOfNoKnownRelease() {
        var contents =
                image(new Layer().file("var/lib/dpkg/status", "Package: a\nVersion: 1.0\n\n"));

        assertThat(contents.packages())
                .singleElement()
                .extracting(ContainedPackage::type)
                .isEqualTo("deb/unknown");
    }

    @Test
    void packagesOfLanguagesAreNamedByWhatLiesWhereTheirToolsPutThem() throws Exception {
        var contents =
                image(
                        new Layer()
                                .file(
                                        "app/package.json",
                                        "{\"name\": \"@acme/server\", \"version\": \"1.0.0\"}")
                                .file(
                                        "app/node_modules/lodash/package.json",
                                        "{\"name\": \"lodash\", \"version\": \"4.17.4\"}")
                                .file(
                                        "app/node_modules/resolve/test/a/package.json",
                                        "{\"name\": \"a-fixture\", \"version\": \"1.0.0\"}")
                                .file(
                                        "app/tools/package.json",
                                        "{\"private\": true, \"name\": \"ours\", \"version\": \"1.0.0\"}")
                                .file(
                                        "usr/local/lib/python3.12/site-packages/"
                                                + "Pillow_SIMD-9.0.0.dist-info/METADATA",
                                        "Name: Pillow-SIMD\n")
                                .file("app/lib/core-2.0.jar", 0644, jar("core", "2.0"))
                                .file("app/lib/plain.jar", 0644, jar("", "")));

        assertThat(purls(contents))
                .containsExactlyInAnyOrder(
                        "pkg:npm/%40acme/server@1.0.0",
                        "pkg:npm/lodash@4.17.4",
                        "pkg:pypi/pillow-simd@9.0.0",
                        "pkg:maven/com.example/core@2.0");
        assertThat(named(contents, "pkg:maven/com.example/core@2.0").places())
                .containsExactly("app/lib/core-2.0.jar");
        assertThat(contents.gaps())
                .containsExactly(
                        "1 Java archive which nothing names as a package (app/lib/plain.jar)");
    }

    @Test
    void whatCannotBeNamedIsAGapAndNoSilence() {
        var program = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F'}, 200);
        var contents =
                image(
                        new Layer()
                                .file("usr/local/bin/server", 0755, program)
                                .file("app/node_modules/x/build/x.node", 0644, program)
                                .file("app/node_modules/x/package.json", "{\"name\": \"x\"}")
                                .file("var/lib/rpm/rpmdb.sqlite", "rpm"));

        assertThat(contents.packages()).isEmpty();
        assertThat(contents.gaps())
                .containsExactly(
                        "var/lib/rpm/rpmdb.sqlite: it is RPM's database (SQLite), which is not read:"
                                + " its packages are not named, and their files are looked into like"
                                + " any other",
                        "1 program of machine code of no package, linked from nobody knows what"
                                + " (usr/local/bin/server)",
                        "1 package without a name and version that could be looked up"
                                + " (app/node_modules/x/package.json)");
    }

    @Test
    void aBundleHasWhatNpmAndPipPutIntoIt() throws Exception {
        var bundle =
                SampleBundle.of("mail", "1.2.0", "")
                        .file("node_modules/@acme/dep/package.json", "{\"version\":\"3.4.5\"}")
                        .file("server/lib/click-8.1.7.dist-info/METADATA", "Name: click\n");
        var file = Files.write(folder.resolve("mail.mcpb"), bundle.bytes());
        var read = new McpbEcosystem().read(file, null, ArchiveLimits.DEFAULT, Clock.systemUTC());

        var contents = ContentsReader.of(((ReadOutcome.Read) read).tree()).orElseThrow();

        assertThat(purls(contents))
                .containsExactly("pkg:npm/%40acme/dep@3.4.5", "pkg:pypi/click@8.1.7");
    }

    @Test
    void aPackageIsNoContainer() {
        assertThat(
                        ContentsReader.of(
                                new PackageTree(
                                        Purl.npm("a", "1.0.0"), null, new TreeMap<>(), List.of())))
                .isEmpty();
    }

    private static byte[] jar(String artifact, String version) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write('a');
            if (!artifact.isEmpty()) {
                zip.putNextEntry(
                        new ZipEntry("META-INF/maven/com.example/" + artifact + "/pom.properties"));
                zip.write(
                        ("groupId=com.example\nartifactId=" + artifact + "\nversion=" + version)
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
