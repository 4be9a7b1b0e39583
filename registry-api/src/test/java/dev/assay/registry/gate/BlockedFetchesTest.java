package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class BlockedFetchesTest {

    @TempDir Path folder;

    @Test
    void tellsOfARevokedReleaseThatIsFetchedOnceAnHour() throws Exception {
        try (var rig = new GateRig(folder)) {
            var server = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
            rig.publish(server);
            var id = rig.approve(server);
            rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
            rig.change(id, ReleaseState.REVOKED, "leaks mail");

            for (var build = 0; build < 20; build++) {
                assertThat(rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz").status()).isEqualTo(403);
            }
            var told = await(rig, "pkg:npm/demo-mcp@1.0.0", 1);
            assertThat(told.getFirst().action()).isEqualTo("gate.fetch-of-revoked-refused");
            assertThat(told.getFirst().detail())
                    .contains("demo-mcp 1.0.0 was revoked", "asked for by 127.0.0.1");

            rig.clock.advance(Duration.ofMinutes(61));
            rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
            await(rig, "pkg:npm/demo-mcp@1.0.0", 2);
        }
    }

    @Test
    void tellsOfBytesThatAreNotWhatWasApprovedAndOfNothingThatOnlyWaits() throws Exception {
        try (var rig = new GateRig(folder)) {
            var server = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
            var waiting = SamplePackage.bare("other-mcp", "1.0.0", Map.of());
            rig.publish(server, waiting);
            rig.approve(server);
            rig.known(ReleaseState.IN_REVIEW, "someone looks", waiting);
            Files.writeString(rig.blob(server), "something else");

            rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
            rig.get("/npm/demo-mcp/-/demo-mcp-1.0.0.tgz");
            rig.get("/npm/other-mcp/-/other-mcp-1.0.0.tgz");

            assertThat(await(rig, "pkg:npm/demo-mcp@1.0.0", 1).getFirst().action())
                    .isEqualTo("gate.digest-mismatch");
            assertThat(rig.audit.of("pkg:npm/other-mcp@1.0.0")).isEmpty();
        }
    }

    private static List<AuditEvent> await(GateRig rig, String subject, int events)
            throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (rig.audit.of(subject).size() < events && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        // What is told too often would be there by now, or a moment later.
        Thread.sleep(100);
        assertThat(rig.audit.of(subject)).hasSize(events);
        return rig.audit.of(subject);
    }
}
