package dev.assay.registry.gate.pypi;

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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pip of this machine, kept from its configuration, against the gate. */
@Timeout(240)
final class PipClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS =
            new Transcripts("pip", "python3", "-m", "pip", "--version");

    @TempDir Path folder;
    private Path target;
    private GateRig rig;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(hasPip(), "no pip on this machine");
        rig = new GateRig(folder.resolve("rig"));
        publish();
    }

    private void publish() {
        rig.pypi()
                .upstream
                .publish("part==2.1")
                .publish("part==2.2")
                .publish("a-server==1.0", "part<2.2")
                .publish("a-server==1.1", "part");
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private static boolean hasPip() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-m", "pip", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private ClientRun pip(String index, String... wanted) throws Exception {
        target = Files.createTempDirectory(folder, "target");
        var command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                "-m",
                                "pip",
                                "install",
                                "--no-input",
                                "--no-cache-dir",
                                "--disable-pip-version-check",
                                "--retries=0",
                                "--target"));
        command.add(target.toString());
        command.addAll(List.of("--index-url", index));
        command.addAll(List.of(wanted));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PIP_"));
        builder.environment().put("PIP_CONFIG_FILE", "/dev/null");
        return ClientRun.of(builder);
    }

    private static void isRefused(ClientRun run, String... words) {
        assertThat(run.exit()).as(run.output()).isNotZero();
        assertThat(run.output())
                .contains("403 Client Error: Blocked by Assay's policy, not a login problem:")
                .contains(words);
        assertThat(run.output()).doesNotContainIgnoringCase("unauthorized");
    }

    @Test
    void installsAnApprovedClosureFromItsOwnAddressAndFromThatOfAll() throws Exception {
        var id = rig.pypi().approve("a-server==1.0");

        for (var index : List.of(rig.pypi().url(id), rig.pypi().url())) {
            var run = pip(index, "a-server==1.0");
            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output()).contains("Successfully installed a-server-1.0 part-2.1");
            assertThat(target.resolve("a_server/__init__.py")).exists();
        }
        // A range resolves to what is approved, and passes over what is not.
        assertThat(pip(rig.pypi().url(), "a-server").output())
                .contains("Successfully installed a-server-1.0 part-2.1");
        assertThat(rig.counter).isNotNull();
    }

    @Test
    void showsWhyWhatNobodyAskedForIsRefused() throws Exception {
        rig.pypi().approve("a-server==1.0");

        isRefused(
                pip(rig.pypi().url(), "a-server==1.1"),
                "a-server 1.1 never requested",
                "use 1.0",
                "/blocked/undecided/a-server/1.1/");
    }

    @Test
    void showsThatAVersionIsInReview() throws Exception {
        rig.pypi().approve("a-server==1.0");
        var id = rig.pypi().known(ReleaseState.IN_REVIEW, "calls a new host", "a-server==1.1");

        isRefused(
                pip(rig.pypi().url(), "a-server==1.1"),
                "a-server 1.1 in review",
                "http://assay.example/r/" + id,
                // Where a proxy takes the phrase away, the address still says which decision it is.
                "/blocked/" + id + "/a-server/1.1/");
    }

    @Test
    void showsThatAVersionWasRevoked() throws Exception {
        var id = rig.pypi().approve("a-server==1.0");
        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        isRefused(pip(rig.pypi().url(), "a-server==1.0"), "a-server 1.0 revoked", id.value());
    }

    @Test
    void showsThatBytesAreNotWhatWasApproved() throws Exception {
        rig.pypi().approve("a-server==1.0");
        rig.pypi().damage("a-server==1.0");

        isRefused(
                pip(rig.pypi().url(), "a-server==1.0"),
                "a-server 1.0 bytes differ from what was approved");
    }

    @Test
    void findsNothingOutsideOfAClosure() throws Exception {
        var id = rig.pypi().approve("a-server==1.0");
        rig.pypi().approve("a-server==1.1");

        var run = pip(rig.pypi().url(id), "a-server>=1.1");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("No matching distribution found for a-server>=1.1");
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
                        return rig.pypi().approve("a-server==1.0");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return pip(rig.pypi().url(), "a-server==1.0");
                    }
                });
    }
}
