package dev.assay.scanners.flaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FlawScannerTest {

    private static final String LODASH =
            """
            {"schema_version": "1.7.0", "id": "GHSA-aaaa-bbbb-cccc", "aliases": ["CVE-2024-10744"],
             "modified": "2026-11-10T08:00:00Z", "summary": "A made up\\nflaw of lodash",
             "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.12"}]}]}],
             "database_specific": {"severity": "HIGH"}}
            """;
    private static final String MALWARE =
            """
            {"schema_version": "1.7.0", "id": "MAL-2026-1", "modified": "2026-11-11T08:00:00Z",
             "summary": "Malicious code in plain-crypto-js",
             "affected": [{"package": {"ecosystem": "npm", "name": "plain-crypto-js"},
               "versions": ["4.2.1"]}]}
            """;
    private static final String ANOTHER_ECOSYSTEM =
            """
            {"schema_version": "1.7.0", "id": "GO-1", "modified": "2026-11-12T08:00:00Z",
             "affected": [{"package": {"ecosystem": "Go", "name": "lodash"},
               "versions": ["4.17.4"]}]}
            """;
    private static final String PYTHON =
            """
            {"schema_version": "1.7.0", "id": "PYSEC-2", "modified": "2026-11-10T08:00:00Z",
             "affected": [{"package": {"ecosystem": "PyPI", "name": "Some_Package"},
               "ranges": [{"type": "ECOSYSTEM",
                 "events": [{"introduced": "1.0rc1"}, {"fixed": "1.0.post1"}]}]}]}
            """;
    private static final String JAVA =
            """
            {"schema_version": "1.7.0", "id": "GHSA-java", "modified": "2026-11-10T08:00:00Z",
             "affected": [{"package": {"ecosystem": "Maven", "name": "com.example:server"},
               "ranges": [{"type": "ECOSYSTEM",
                 "events": [{"introduced": "0"}, {"fixed": "2.0.RELEASE"}]}]}]}
            """;

    private static final String OF_DEBIAN =
            """
            {"schema_version": "1.7.0", "id": "DEBIAN-CVE-2024-10744", "modified": "2026-11-10T08:00:00Z",
             "upstream": ["CVE-2024-10744"], "affected": [
              {"package": {"ecosystem": "Debian:12", "name": "openssl"}, "ranges": [{"type": "ECOSYSTEM",
               "events": [{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u2"}]}]}]}
            """;
    private static final String OF_ALPINE =
            """
            {"schema_version": "1.7.0", "id": "ALPINE-2", "modified": "2026-11-10T08:00:00Z", "affected": [
              {"package": {"ecosystem": "Alpine:v3.19", "name": "musl"}, "ranges": [{"type": "ECOSYSTEM",
               "events": [{"introduced": "0"}, {"fixed": "1.2.4-r3"}]}]}]}
            """;

    @TempDir Path folder;

    @Test
    void whereNoSourceIsConfiguredNothingIsScannedAndItSaysWhatToDo() throws Exception {
        var scanner = new FlawScanner(settings(List.of(), null, null));

        assertThat(scanner.update()).isEmpty();
        assertThat(scanner.look(List.of(Sought.of(Purl.npm("lodash", "4.17.4")))))
                .isEqualTo(new FlawOutcome.NotScanned(FlawScanner.NO_SOURCE));
    }

    @Test
    void whatWasNotReadYetIsNotScanned() throws Exception {
        var scanner = new FlawScanner(settings(dump(), null, null));

        assertThat(scanner.look(List.of(Sought.of(Purl.npm("lodash", "4.17.4")))))
                .isInstanceOf(FlawOutcome.NotScanned.class);
    }

    @Test
    void findsWhatADumpOfOsvSaysOfAVersionAndOfNoOther() throws Exception {
        var scanner = new FlawScanner(settings(dump(), null, null));
        var sources = scanner.update();

        assertThat(sources)
                .containsExactly(
                        new FlawOutcome.Source("OSV", Instant.parse("2026-11-12T08:00:00Z"), 2));
        var flaws =
                look(
                        scanner,
                        Purl.npm("lodash", "4.17.4"),
                        Purl.npm("lodash", "4.17.12"),
                        Purl.npm("plain-crypto-js", "4.2.1"),
                        Purl.npm("plain-crypto-js", "4.2.0"));
        assertThat(flaws).extracting(Flaw::id).containsExactly("MAL-2026-1", "GHSA-aaaa-bbbb-cccc");
        assertThat(flaws.getFirst().malware()).isTrue();
        assertThat(flaws.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(flaws.getLast())
                .satisfies(
                        it -> {
                            assertThat(it.purl()).isEqualTo("pkg:npm/lodash@4.17.4");
                            assertThat(it.severity()).isEqualTo(Severity.HIGH);
                            assertThat(it.summary()).isEqualTo("A made up flaw of lodash");
                            assertThat(it.fixedIn()).containsExactly("4.17.12");
                            assertThat(it.knownAs()).isEqualTo("CVE-2024-10744");
                        });
    }

    @Test
    void ordersTheVersionsOfEachEcosystemAsItDoesItself() throws Exception {
        var more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("1.json"), PYTHON);
        Files.writeString(more.resolve("2.json"), JAVA);
        var scanner = new FlawScanner(settings(List.of(dump(), more), null, null));
        scanner.update();

        assertThat(
                        look(
                                scanner,
                                Purl.parse("pkg:pypi/some-package@1.0b9"),
                                Purl.parse("pkg:pypi/some-package@1.0rc2"),
                                Purl.parse("pkg:pypi/some-package@1.0"),
                                Purl.parse("pkg:pypi/some-package@1.0.post1"),
                                Purl.parse("pkg:pypi/another@1.0"),
                                Purl.parse("pkg:maven/com.example/server@2.0-rc1"),
                                Purl.parse("pkg:maven/com.example/server@2.0"),
                                Purl.npm("some-package", "1.0.0"),
                                Purl.npm("lodash", "4.17.4")))
                .extracting(Flaw::purl)
                .containsExactlyInAnyOrder(
                        "pkg:pypi/some-package@1.0rc2",
                        "pkg:pypi/some-package@1.0",
                        "pkg:maven/com.example/server@2.0-rc1",
                        "pkg:npm/lodash@4.17.4");
    }

    @Test
    void packagesOfADistributionAreLookedUpInTheAdvisoriesOfItsRelease() throws Exception {
        var dump = Files.createDirectory(folder.resolve("distributions"));
        Files.writeString(dump.resolve("1.json"), OF_DEBIAN);
        Files.writeString(dump.resolve("2.json"), OF_ALPINE);
        var list = Feeds.exploited(folder.resolve("kev.json"));
        var scanner = new FlawScanner(settings(List.of(dump), null, list));
        scanner.update();
        var libssl =
                new Sought(
                        "pkg:deb/debian/libssl3@1?a",
                        "deb/debian-12",
                        "openssl",
                        "3.0.11-1~deb12u1");
        var mended =
                new Sought(
                        "pkg:deb/debian/libssl3@2?a",
                        "deb/debian-12",
                        "openssl",
                        "3.0.11-1~deb12u2");
        var older =
                new Sought(
                        "pkg:deb/debian/libssl3@1?b",
                        "deb/debian-11",
                        "openssl",
                        "3.0.11-1~deb12u1");
        var musl = new Sought("pkg:apk/alpine/musl@1?c", "apk/alpine-3.19", "musl", "1.2.4-r2");

        var scanned = (FlawOutcome.Scanned) scanner.look(List.of(libssl, mended, older, musl));

        assertThat(scanned.flaws())
                .extracting(Flaw::purl, Flaw::knownAs, Flaw::exploited)
                .containsExactlyInAnyOrder(
                        tuple(libssl.purl(), "CVE-2024-10744", true),
                        tuple(musl.purl(), "ALPINE-2", false));
        assertThat(scanned.unscanned(List.of(libssl, mended, musl))).isEmpty();
        assertThat(scanned.unscanned(List.of(libssl, older)))
                .isEqualTo(
                        "the advisories at hand say nothing of pkg:deb/debian-11, of which it has 1"
                                + " package");
    }

    @Test
    void saysWhichPackagesTheDataSayNothingOf() throws Exception {
        var scanner = new FlawScanner(settings(dump(), null, null));
        scanner.update();
        var ofNpm = Sought.of(Purl.npm("lodash", "4.17.4"));
        var image = Sought.of(Purl.parse("pkg:pypi/some-package@1.0"));

        var scanned = (FlawOutcome.Scanned) scanner.look(List.of(ofNpm, image));

        assertThat(scanned.flaws()).hasSize(1);
        assertThat(scanned.unscanned(List.of(ofNpm))).isEmpty();
        assertThat(scanned.unscanned(List.of(ofNpm, image)))
                .isEqualTo(
                        "the advisories at hand say nothing of pkg:pypi, of which it has 1 package");
    }

    @Test
    void dependencyCheckKnowsPackagesOfMavenAndPypiByTheirNames() throws Exception {
        var mirror = Feeds.nvd(folder.resolve("nvd"), 2024);
        var scanner = new FlawScanner(settings(List.of(), mirror.toUri(), null));
        scanner.update();

        assertThat(
                        look(
                                scanner,
                                Purl.parse("pkg:maven/org.turnstile/turnstile@1.9"),
                                Purl.parse("pkg:maven/org.turnstile/turnstile@2.0"),
                                Purl.parse("pkg:pypi/turnstile@1.9"),
                                Purl.parse("pkg:pypi/left-pad@1.9")))
                .extracting(Flaw::purl)
                .contains("pkg:pypi/turnstile@1.9", "pkg:maven/org.turnstile/turnstile@1.9")
                .doesNotContain("pkg:maven/org.turnstile/turnstile@2.0", "pkg:pypi/left-pad@1.9");
    }

    @Test
    void aZipIsReadAsAFolderIs() throws Exception {
        var zip = folder.resolve("all.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var document : List.of(LODASH, MALWARE, "no JSON")) {
                out.putNextEntry(new ZipEntry(document.hashCode() + ".json"));
                out.write(document.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        var scanner = new FlawScanner(settings(zip, null, null));
        scanner.update();

        assertThat(look(scanner, Purl.npm("lodash", "1.0.0"))).hasSize(1);
    }

    @Test
    void aDumpThatCannotBeReadLeavesNothingScanned() throws Exception {
        var scanner = new FlawScanner(settings(dump(), null, null));
        scanner.update();
        var empty = Files.createDirectory(folder.resolve("empty"));
        var broken = new FlawScanner(settings(empty, null, null));

        assertThatThrownBy(broken::update).isInstanceOf(IOException.class);
        assertThat(broken.look(List.of(Sought.of(Purl.npm("lodash", "4.17.4")))))
                .isInstanceOf(FlawOutcome.NotScanned.class);
    }

    @Test
    void dependencyCheckReadsAMirrorAndBothSourcesTellAFlawOnce() throws Exception {
        var mirror = Feeds.nvd(folder.resolve("nvd"), 2024);
        var list = Feeds.exploited(folder.resolve("kev.json"));
        var alone = new FlawScanner(settings(List.of(), mirror.toUri(), list));
        assertThat(alone.update())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.name()).contains("Dependency-Check");
                            assertThat(it.asOf()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
                        });
        assertThat(
                        look(
                                alone,
                                Purl.npm("lodash", "4.17.4"),
                                Purl.npm("lodash", "4.17.21"),
                                Purl.npm("left-pad", "1.3.0")))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.id()).isEqualTo("CVE-2024-10744");
                            assertThat(it.purl()).isEqualTo("pkg:npm/lodash@4.17.4");
                            assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(it.exploited()).isTrue();
                        });

        var both = new FlawScanner(settings(dump(), mirror.toUri(), null));
        both.update();
        assertThat(look(both, Purl.npm("lodash", "4.17.4")))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.sources()).hasSize(2);
                            assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(it.fixedIn()).containsExactly("4.17.12");
                            assertThat(it.exploited()).isFalse();
                        });
    }

    @Test
    void aMirrorThatIsNotThereIsAnErrorAndNothingIsScanned() throws Exception {
        var scanner =
                new FlawScanner(settings(List.of(), folder.resolve("nowhere/").toUri(), null));

        assertThatThrownBy(scanner::update).isInstanceOf(IOException.class);
        assertThat(scanner.look(List.of(Sought.of(Purl.npm("lodash", "4.17.4")))))
                .isInstanceOf(FlawOutcome.NotScanned.class);
    }

    private static List<Flaw> look(FlawScanner scanner, Purl... releases) throws Exception {
        var outcome = scanner.look(Stream.of(releases).map(Sought::of).toList());
        assertThat(outcome).isInstanceOf(FlawOutcome.Scanned.class);
        return ((FlawOutcome.Scanned) outcome).flaws();
    }

    private Path dump() throws IOException {
        var dump = Files.createDirectories(folder.resolve("dump"));
        Files.writeString(dump.resolve("1.json"), LODASH);
        Files.writeString(dump.resolve("2.json"), MALWARE);
        Files.writeString(dump.resolve("3.json"), ANOTHER_ECOSYSTEM);
        Files.writeString(dump.resolve("4.txt"), "of no interest");
        return dump;
    }

    private FlawSettings settings(@Nullable Path osv, @Nullable URI nvd, @Nullable Path exploited) {
        return settings(osv == null ? List.of() : List.of(osv), nvd, exploited);
    }

    private FlawSettings settings(List<Path> osv, @Nullable URI nvd, @Nullable Path exploited) {
        return new FlawSettings(
                folder.resolve("data"), osv, nvd, 2024, exploited, 512, Duration.ofMinutes(10));
    }
}
