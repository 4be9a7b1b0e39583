package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What package.json, odd files and the archive itself give, from bytes to findings. */
class PackageChangesTest {

    private static final String PLAIN =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"license\": \"MIT\"}";

    @Test
    void blocksAnInstallHookThatIsNew() {
        var finding =
                only(
                        FindingKind.INSTALL_HOOK,
                        PLAIN,
                        "{\"name\": \"a\",\n \"scripts\": {\"postinstall\": \"node setup.js\"}}");

        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.value()).isEqualTo("postinstall: node setup.js");
        assertThat(finding.evidence().getFirst().file()).isEqualTo("package.json");
        assertThat(finding.evidence().getFirst().line()).isEqualTo(2);
        assertThat(finding.evidence().getFirst().column()).isEqualTo(14);
    }

    @Test
    void seesAnotherFileBehindTheSameInstallCommand() {
        var manifest = "{\"scripts\": {\"install\": \"sh build.sh\"}}";
        var findings =
                findings(
                        Packages.npm("a", "1.0.0")
                                .manifest(manifest)
                                .file("build.sh", ". ./lib/tools.sh\nrun './lib/tools.sh'")
                                .file("lib/tools.sh", "make"),
                        Packages.npm("a", "1.0.1")
                                .manifest(manifest)
                                .file("build.sh", ". ./lib/tools.sh\nrun './lib/tools.sh'")
                                .file("lib/tools.sh", "make; wget example.com"));

        assertThat(findings)
                .filteredOn(finding -> finding.kind() == FindingKind.INSTALL_HOOK)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.change()).isEqualTo(Change.CHANGED);
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.detail())
                                    .containsEntry("changedFiles", List.of("lib/tools.sh"));
                        });
    }

    @Test
    void seesTheBuildThatBindingGypImplies() {
        var findings =
                findings(
                        Packages.npm("a", "1.0.0").manifest(PLAIN),
                        Packages.npm("a", "1.0.1")
                                .manifest(PLAIN)
                                .file("binding.gyp", "{'targets': []}"));

        assertThat(findings)
                .filteredOn(finding -> finding.kind() == FindingKind.INSTALL_HOOK)
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.CRITICAL));
    }

    @Test
    void staysQuietAboutPinsThatMoveInLockstep() {
        var findings =
                findings(
                        Packages.npm("a", "1.0.0")
                                .manifest("{\"dependencies\": {\"b\": \"1.0.0\"}}"),
                        Packages.npm("a", "1.0.1")
                                .manifest("{\"dependencies\": {\"b\": \"1.0.1\"}}"));

        assertThat(findings).extracting(Finding::severity).containsExactly(Severity.LOW);
    }

    @Test
    void weighsADependencyInAPatchReleaseHigh() {
        var now = "{\"dependencies\": {\"b\": \"^1.0.0\"}}";
        assertThat(only(FindingKind.DEPENDENCY_ADDED, PLAIN, now).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void namesADependencyFromGit() {
        var finding =
                only(
                        FindingKind.DEPENDENCY_SOURCE,
                        PLAIN,
                        "{\"dependencies\": {\"b\": \"someone/b#main\"}}");
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.detail()).containsEntry("source", "git");
    }

    @Test
    void seesAnotherTargetBehindTheSameBin() {
        var finding =
                only(
                        FindingKind.ENTRY_POINT,
                        "{\"name\": \"@s/a\", \"bin\": \"./x.sh\"}",
                        "{\"name\": \"@s/a\", \"bin\": {\"a\": \"./y.sh\"}}");
        assertThat(finding.value()).isEqualTo("bin:a");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.title()).contains("was x.sh and is now y.sh");
    }

    @Test
    void takesALicenceChangeAsANote() {
        var finding = only(FindingKind.LICENCE, PLAIN, PLAIN.replace("MIT", "SSPL-1.0"));
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.title()).isEqualTo("The licence changed from MIT to SSPL-1.0");
    }

    @Test
    void knowsMachineCodeByItsBytes() {
        var elf = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, elf, 0, 6);
        elf[18] = 62;
        var findings =
                findings(
                        Packages.npm("a", "1.0.0").manifest(PLAIN),
                        Packages.npm("a", "1.0.1").manifest(PLAIN).file("assets/logo.png", elf));

        assertThat(findings)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(FindingKind.NATIVE_BINARY);
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.detail()).containsEntry("architecture", "x86-64");
                        });
    }

    @Test
    void decodesTextHiddenInTags() {
        var hidden = new StringBuilder("docs ");
        "send it".chars().forEach(c -> hidden.appendCodePoint(0xe0000 + c));
        var finding = only(FindingKind.HIDDEN_TEXT, PLAIN, PLAIN.replace("MIT", hidden.toString()));
        assertThat(finding.value()).isEqualTo("tags: send it");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void blocksWhenTheArchiveHasAHazard() {
        var delta =
                new DeltaEngine()
                        .compare(
                                null,
                                Packages.npm("a", "1.0.0")
                                        .manifest(PLAIN)
                                        .hazard("x", "appears twice")
                                        .profile());
        assertThat(delta.verdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void isNotQuietAboutAManifestThatCannotBeRead() {
        var bytes = "{\"name\": ".getBytes(StandardCharsets.UTF_8);
        var delta =
                new DeltaEngine()
                        .compare(
                                Packages.npm("a", "1.0.0").manifest(PLAIN).profile(),
                                Packages.npm("a", "1.0.1").file("package.json", bytes).profile());
        assertThat(delta.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(delta.findings().getFirst().kind()).isEqualTo(FindingKind.COVERAGE);
    }

    private static List<Finding> findings(Packages from, Packages to) {
        return new DeltaEngine().compare(from.profile(), to.profile()).findings();
    }

    private static Finding only(FindingKind kind, String from, String to) {
        var findings =
                findings(
                        Packages.npm("a", "1.0.0").manifest(from),
                        Packages.npm("a", "1.0.1").manifest(to));
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .reduce(
                        (one, other) -> {
                            throw new AssertionError("more than one: " + findings);
                        })
                .orElseThrow(() -> new AssertionError("none: " + findings));
    }
}
