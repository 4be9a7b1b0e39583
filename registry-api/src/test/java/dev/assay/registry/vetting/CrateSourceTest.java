package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceOutcome;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Crates beside the commit that cargo wrote into them, on a loopback git host. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class CrateSourceTest {

    private static final String MAIN = "fn main() {\n    println!(\"mail\");\n}\n";

    private static final String STOLEN = "std::fs::read(\"/etc/passwd\").ok();";

    private SampleUpstream npm;
    private SampleCrateRegistry crates;
    private SampleGitHost git;
    private VettingRig rig;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        npm = SampleUpstream.start();
        crates = SampleCrateRegistry.start();
        git = SampleGitHost.start();
        rig =
                VettingRig.start(
                        data,
                        npm.url(),
                        "assay.upstream.cargo.url=" + crates.url(),
                        "assay.upstream.git.hosts[git.example.com]=" + git.url());
    }

    @AfterAll
    void stop() {
        if (rig != null) {
            rig.close();
            git.close();
            crates.close();
            npm.close();
        }
    }

    private static String manifest(String name) {
        return """
        [package]
        name = "%s"
        version = "1.0.0"
        edition = "2021"
        repository = "https://git.example.com/team/%s"
        """
                .formatted(name, name);
    }

    /** As cargo packs it: its own manifest, the author's beside it, and where it was packed. */
    private static SampleCrate packed(String name, String commit, String folder) {
        return SampleCrate.of(name, "1.0.0")
                .withFile("Cargo.toml", "# cargo wrote this\n" + manifest(name))
                .withFile("Cargo.toml.orig", manifest(name))
                .withFile("src/lib.rs", "//! Mail.\n")
                .withFile("src/main.rs", MAIN)
                .withFile(
                        ".cargo_vcs_info.json",
                        "{\"git\": {\"sha1\": \"%s\"}, \"path_in_vcs\": \"%s\"}"
                                .formatted(commit, folder));
    }

    /** A repository of two crates, of which one is published, with no tag of any version. */
    private String committed(String name) {
        return git.commit(
                "team/" + name,
                Map.of(
                        "Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n",
                        "crates/mail/Cargo.toml", manifest(name),
                        "crates/mail/src/lib.rs", "//! Mail.\n",
                        "crates/mail/src/main.rs", MAIN,
                        "crates/other/src/main.rs", "fn main() {}\n"));
    }

    private SourceOutcome outcome(String name) throws Exception {
        var release = rig.vet("cargo:" + name + "@1.0.0");
        assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
        return rig.get(Sources.class).of(release.id()).orElseThrow();
    }

    @Test
    void isComparedWithTheCommitAndFolderThatCargoWroteIntoIt() throws Exception {
        crates.publish(packed("mail-clean", committed("mail-clean"), "crates/mail"));

        assertThat(outcome("mail-clean"))
                .isInstanceOfSatisfying(
                        SourceOutcome.Compared.class,
                        compared -> {
                            assertThat(compared.comparison().matches())
                                    .as(compared.summary())
                                    .isTrue();
                            assertThat(compared.comparison().foundBy())
                                    .isEqualTo(".cargo_vcs_info.json of the crate");
                        });
    }

    @Test
    void aFileAndALineThatAreInNoCommitAreNamed() throws Exception {
        crates.publish(
                packed("mail-hostile", committed("mail-hostile"), "crates/mail")
                        .withFile("src/main.rs", MAIN.replace("{\n", "{\n    " + STOLEN + "\n"))
                        .withFile("build.rs", "fn main() {}\n// not in the source\n"));

        var release = rig.vet("cargo:mail-hostile@1.0.0");

        var findings = Objects.requireNonNull(rig.report(release.id()).delta()).findings();
        assertThat(findings)
                .filteredOn(each -> each.kind() == FindingKind.UNSOURCED_FILE)
                .extracting(Finding::value, Finding::severity)
                .containsExactly(tuple("build.rs", Severity.HIGH));
        assertThat(findings)
                .filteredOn(each -> each.kind() == FindingKind.UNSOURCED_FUNCTION)
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.severity()).isEqualTo(Severity.HIGH);
                            assertThat(each.evidence().getFirst().line()).isEqualTo(2);
                            assertThat(each.evidence().getFirst().excerpt()).isEqualTo(STOLEN);
                        });
    }

    @Test
    void aCommitThatTheRepositoryDoesNotHaveIsNotTakenForAMatch() throws Exception {
        committed("mail-elsewhere");
        crates.publish(packed("mail-elsewhere", "0123456789".repeat(4), "crates/mail"));

        assertThat(outcome("mail-elsewhere")).isNotInstanceOf(SourceOutcome.Compared.class);
    }
}
