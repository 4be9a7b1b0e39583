package dev.assay.registry.gate.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.CargoCommand;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrate.Need;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cargo of this machine, kept from its configuration, against the gate. One of 1.70 or later
 * speaks the sparse protocol by itself.
 */
@Timeout(240)
final class CargoClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("cargo", "cargo", "--version");

    @TempDir Path folder;
    private GateRig rig;
    private Path project;
    private Path home;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(speaksSparse(), "no cargo that speaks the sparse protocol on this machine");
        rig = new GateRig(folder.resolve("rig"));
        rig.crates()
                .upstream
                .publish(SampleCrate.of("part", "2.1.0"))
                .publish(SampleCrate.of("part", "2.2.0"))
                .publish(SampleCrate.of("winonly", "1.0.0"))
                .publish(server("1.0.0", Need.of("part", "<2.2")))
                .publish(server("1.1.0", Need.of("part", "2")));
        rig.snapshots.refresh();
        project = Files.createDirectory(folder.resolve("project"));
        home = folder.resolve("home");
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/lib.rs"), "");
    }

    private static SampleCrate server(String version, Need part) {
        return SampleCrate.of(
                        "a-server", version, part, Need.of("winonly", "1").target("cfg(windows)"))
                .withFile("src/main.rs", "fn main() { println!(\"" + version + "\"); }\n");
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private static boolean speaksSparse() throws Exception {
        if (!ClientRun.isHere("cargo") || !ClientRun.isHere("rustc")) {
            return false;
        }
        var version =
                Pattern.compile("cargo 1\\.(\\d+)\\.")
                        .matcher(ClientRun.of(new ProcessBuilder("cargo", "--version")).output());
        return version.find() && Integer.parseInt(version.group(1)) >= 70;
    }

    private ClientRun cargo(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("cargo"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(project.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARGO"));
        builder.environment().put("CARGO_HOME", home.toString());
        builder.environment().put("CARGO_NET_RETRY", "0");
        builder.environment().put("CARGO_TERM_COLOR", "never");
        return ClientRun.of(builder);
    }

    /** A project whose crates all come from the gate. */
    private void needing(String dependency) throws Exception {
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("config.toml"),
                """
                [source.crates-io]
                replace-with = "assay"
                [source.assay]
                registry = "sparse+%s"
                """
                        .formatted(rig.crates().url()));
        Files.writeString(
                project.resolve("Cargo.toml"),
                """
                [package]
                name = "project"
                version = "0.1.0"
                edition = "2021"
                [dependencies]
                %s
                """
                        .formatted(dependency));
    }

    @Test
    void installsAnApprovedClosureFromItsOwnAddress() throws Exception {
        var id = rig.crates().approve("a-server", "1.0.0");

        var words =
                new ArrayList<>(
                        CargoCommand.install(
                                new Purl("cargo", null, "a-server", "1.0.0"),
                                rig.crates().url(id)));
        words.addAll(List.of("--root", folder.resolve("installed").toString()));
        var run = cargo(words.subList(1, words.size()).toArray(String[]::new));

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("part v2.1.0").doesNotContain("winonly");
        assertThat(folder.resolve("installed/bin/a-server")).exists();
    }

    @Test
    void takesOfARangeWhatIsApproved() throws Exception {
        rig.crates().approve("a-server", "1.0.0");
        needing("a-server = \"1\"");

        var run = cargo("fetch", "--target", CargoTarget.DEFAULT);

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Files.readString(project.resolve("Cargo.lock")))
                .contains("name = \"a-server\"\nversion = \"1.0.0\"")
                .contains("name = \"part\"\nversion = \"2.1.0\"")
                .contains("winonly");
    }

    @Test
    void showsThatACrateIsInReview() throws Exception {
        var id = rig.crates().known(ReleaseState.IN_REVIEW, "calls a host", "a-server", "1.0.0");
        needing("a-server = \"1\"");

        var run = cargo("fetch");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("got 403", "a-server", "in review", "http://assay.example/r/" + id);
    }

    @Test
    void showsWhyWhatNobodyAskedForIsRefused() throws Exception {
        needing("part = \"2\"");

        var run = cargo("fetch");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("got 403", "part", "never requested");
    }

    @Test
    void showsWhichVersionsAreApprovedWhereAnotherIsPinned() throws Exception {
        rig.crates().approve("a-server", "1.0.0");
        needing("a-server = \"=1.1.0\"");

        var run = cargo("fetch");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("1.1.0", "1.0.0", "didn't match");
    }

    @Test
    void showsThatBytesAreNotWhatWasApproved() throws Exception {
        var id = rig.crates().approve("a-server", "1.0.0");
        needing("a-server = \"1\"");
        var integrity = rig.closures.packages(id).getFirst().integrity();
        var blob =
                rig.blobs
                        .file(rig.vettings.artifact(integrity).orElseThrow().sha256())
                        .orElseThrow();
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.writeString(blob, "something else");

        var run = cargo("fetch", "--target", CargoTarget.DEFAULT);

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("a-server", "403");
    }

    @Test
    void showsThatWhatIsLockedWasRevoked() throws Exception {
        var id = rig.crates().approve("a-server", "1.0.0");
        needing("a-server = \"1\"");
        assertThat(cargo("generate-lockfile").exit()).isZero();

        rig.change(id, ReleaseState.REVOKED, "it sends mail to strangers");
        var run = cargo("fetch", "--locked");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("403", "revoked");
    }

    @Test
    void showsEveryKindOfRefusal() throws Exception {
        rig.close();
        EveryRefusal.shows(
                folder.resolve("every"),
                new EveryRefusal.Client() {
                    @Override
                    public void at(GateRig other) throws Exception {
                        rig = other;
                        other.crates()
                                .upstream
                                .publish(SampleCrate.of("part", "2.1.0"))
                                .publish(SampleCrate.of("winonly", "1.0.0"))
                                .publish(server("1.0.0", Need.of("part", "2")));
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.crates().approve("a-server", "1.0.0");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        var fresh = Files.createTempDirectory(folder, "fresh");
                        project = fresh.resolve("project");
                        Files.createDirectories(project.resolve("src"));
                        Files.writeString(project.resolve("src/lib.rs"), "");
                        home = fresh.resolve("home");
                        needing("a-server = \"1\"");
                        return cargo("fetch", "--target", CargoTarget.DEFAULT);
                    }
                });
    }
}
