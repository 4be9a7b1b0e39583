package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What people see who use pnpm or yarn against the gate: little more than the reason phrase. */
final class OtherClientsTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("pnpm and yarn", "node", "--version");

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo1 = NpmClientTest.demo("1.0.0");
    private final SamplePackage demo2 = NpmClientTest.demo("2.0.0");

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(zod, demo1, demo2);
        rig.approve(demo1, zod);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void pnpmAddsTheApprovedVersion() throws Exception {
        var client = Client.pnpm(directory, rig);

        var run = client.run("add", "demo-mcp");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(client.installed("demo-mcp")).isEqualTo("1.0.0");
    }

    @Test
    void pnpmShowsTheMarkAndTheReasonPhrase() throws Exception {
        var pending = rig.known(ReleaseState.IN_REVIEW, "adds a network call", demo2, zod);

        var run = Client.pnpm(directory, rig).run("add", "demo-mcp@2.0.0");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "NOT APPROVED by Assay: in review; use 1.0.0 - http://assay.example/r/"
                                + pending,
                        "ERR_PNPM_FETCH_403",
                        "Blocked by Assay's policy, not a login problem: demo-mcp 2.0.0 in review;"
                                + " use 1.0.0; http://assay.example/r/"
                                + pending);
    }

    @Test
    void pnpmShowsAnIncidentAndAFaultAsWhatTheyAre() throws Exception {
        Files.write(rig.blob(demo1), demo2.tarball());
        var altered = Client.pnpm(directory, rig).run("add", "demo-mcp@1.0.0");
        assertThat(altered.exit()).isNotZero();
        assertThat(altered.output()).contains("bytes differ from what was approved");

        Files.delete(rig.blob(demo1));
        var missing = Client.pnpm(directory.resolve("again"), rig).run("add", "demo-mcp@1.0.0");
        assertThat(missing.exit()).isNotZero();
    }

    @Test
    void yarnAddsTheApprovedVersion() throws Exception {
        var client = Client.yarn(directory, rig);

        var run = client.run("add", "demo-mcp");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(client.installed("demo-mcp")).isEqualTo("1.0.0");
        assertThat(client.installed("@lib/zod")).isEqualTo("3.1.0");
    }

    @Test
    void yarnShowsTheReasonPhrase() throws Exception {
        var pending = rig.known(ReleaseState.REJECTED, "adds a network call", demo2, zod);

        var run = Client.yarn(directory, rig).run("add", "demo-mcp@2.0.0");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains(
                        "Response Code: 403 (Blocked by Assay's policy, not a login problem:"
                                + " demo-mcp 2.0.0 rejected; use 1.0.0; http://assay.example/r/"
                                + pending
                                + ")");
    }

    @Test
    void pnpmShowsEveryKindOfRefusal() throws Exception {
        rig.close();
        EveryRefusal.shows(
                directory.resolve("every"),
                new EveryRefusal.Client() {
                    @Override
                    public void at(GateRig other) throws Exception {
                        rig = other;
                        rig.publish(zod, demo1, demo2);
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.approve(demo1, zod);
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return Client.pnpm(Files.createTempDirectory(directory, "fresh"), rig)
                                .run("add", "demo-mcp@1.0.0");
                    }
                });
    }
}
