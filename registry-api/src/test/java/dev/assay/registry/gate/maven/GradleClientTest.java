package dev.assay.registry.gate.maven;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Gradle of this machine, whose only repository is the gate. */
@Timeout(600)
final class GradleClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS =
            new Transcripts("Gradle", "env", "-u", "JAVA_HOME", "gradle", "-v");

    @TempDir Path folder;
    private GateRig rig;

    @BeforeEach
    void start() {
        assumeTrue(ClientRun.isHere("gradle"), "no Gradle on this machine");
        rig = new GateRig(folder.resolve("rig"));
        publish();
    }

    private void publish() {
        rig.maven()
                .upstream
                .publish("example:part:2.1", "")
                .publish("example:server:1.0", dependencies("example:part:2.1"))
                .publish("example:server:1.1", dependencies("example:part:2.1"));
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private ClientRun gradle(String gate, String dependency) throws Exception {
        var project = Files.createTempDirectory(folder, "project");
        Files.writeString(project.resolve("settings.gradle"), "rootProject.name = 'project'\n");
        Files.writeString(
                project.resolve("build.gradle"),
                """
                repositories { maven { url '%s' } }
                configurations { server }
                dependencies { server '%s' }
                task fetch { doLast { configurations.server.files.each { println it.name } } }
                """
                        .formatted(gate, dependency));
        var client =
                new ProcessBuilder(
                                "gradle",
                                "--no-daemon",
                                "--console=plain",
                                "--gradle-user-home=" + project.resolve("home"),
                                "fetch")
                        .directory(project.toFile());
        // It runs on the Java of its own package.
        client.environment().remove("JAVA_HOME");
        client.environment().remove("JAVA_TOOL_OPTIONS");
        return ClientRun.of(client);
    }

    private String refused(String gate, String dependency) throws Exception {
        var run = gradle(gate, dependency);
        assertThat(run.exit()).as(run.output()).isNotZero();
        return run.output();
    }

    @Test
    void resolvesAnApprovedClosureByItsVersionAndByARange() throws Exception {
        var id = rig.maven().approve("example:server:1.0");
        rig.maven().known(ReleaseState.IN_REVIEW, "calls a new host", "example:server:1.1");

        var approved = gradle(rig.maven().url(id), "example:server:1.0");
        assertThat(approved.output()).contains("server-1.0.jar", "part-2.1.jar");
        assertThat(approved.exit()).isZero();
        var ranged = gradle(rig.maven().url(), "example:server:1.+");
        assertThat(ranged.output()).contains("server-1.0.jar").doesNotContain("server-1.1.jar");
        assertThat(ranged.exit()).isZero();
    }

    @Test
    void showsThatAVersionIsInReview() throws Exception {
        rig.maven().approve("example:server:1.0");
        rig.maven().known(ReleaseState.IN_REVIEW, "calls a new host", "example:server:1.1");

        assertThat(refused(rig.maven().url(), "example:server:1.1"))
                .contains("403", "example/server 1.1", "in review");
    }

    @Test
    void showsThatNobodyAskedYetAndThatThereIsNoSuchThing() throws Exception {
        rig.snapshots.refresh();

        assertThat(refused(rig.maven().url(), "example:server:1.0"))
                .contains("403", "example/server 1.0", "never requested");
        assertThat(refused(rig.maven().url(), "example:server:99"))
                .contains("Could not find example:server:99");
    }

    @Test
    void showsThatAnApprovalWasTakenBack() throws Exception {
        var id = rig.maven().approve("example:server:1.0");
        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        assertThat(refused(rig.maven().url(), "example:server:1.0")).contains("403", "revoked");
    }

    @Test
    void showsThatBytesAreNotWhatWasApproved() throws Exception {
        var id = rig.maven().approve("example:server:1.0");
        for (var stored : rig.closures.packages(id)) {
            var kept = rig.vettings.artifact(stored.integrity()).orElseThrow();
            var file = rig.blobs.file(kept.sha256()).orElseThrow();
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            file.toFile().setWritable(true);
            Files.write(file, bytes);
        }

        assertThat(refused(rig.maven().url(), "example:server:1.0")).contains("403");
    }

    @Test
    void findsNothingOutsideOfAClosure() throws Exception {
        var id = rig.maven().approve("example:server:1.0");
        rig.maven().approve("example:server:1.1");

        assertThat(refused(rig.maven().url(id), "example:server:1.1"))
                .contains("403", "example/server 1.1");
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
                        publish();
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.maven().approve("example:server:1.0");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return gradle(rig.maven().url(), "example:server:1.0");
                    }
                });
    }
}
