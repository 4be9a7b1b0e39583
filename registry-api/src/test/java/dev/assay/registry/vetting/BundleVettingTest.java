package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleFileHost;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** An MCP bundle goes the way of every release. */
@Timeout(180)
class BundleVettingTest {

    private static final byte[] FIRST = SampleBundle.of("mail", "1.2.0", "").bytes();
    private static final byte[] SECOND =
            SampleBundle.of(
                            "mail",
                            "1.3.0",
                            ",\"user_config\": {\"password\": {\"type\": \"string\", \"title\": \"t\","
                                    + " \"description\": \"d\", \"sensitive\": true}}")
                    .bytes();

    private static String name(SampleFileHost host, String version, byte[] bytes) {
        return host.url() + "/v" + version + "/mail.mcpb@sha256:" + Sha256.of(bytes);
    }

    @Test
    void vetsAndApprovesABundleAndComparesTheNextWithIt(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var host = SampleFileHost.start();
                var rig =
                        VettingRig.startWatching(
                                data,
                                npm.url(),
                                "assay.upstream.mcpb.hosts=" + host.url(),
                                "assay.watch.interval=400ms")) {
            host.put("/v1.2.0/mail.mcpb", FIRST).put("/v1.3.0/mail.mcpb", SECOND);

            var release = rig.vet(name(host, "1.2.0", FIRST));

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(release.sha256()).isEqualTo(Sha256.of(FIRST));
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            var next = rig.vet(name(host, "1.3.0", SECOND));
            assertThat(next.baselineId()).isEqualTo(release.id());
            assertThat(rig.report(next.id()).delta().findings())
                    .extracting(finding -> finding.value())
                    .contains("user_config.password");
            var watch = rig.get(WatchStore.class);
            while (watch.find(release.purl().withVersion(null)).isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(watch.find(release.purl().withVersion(null)).orElseThrow().problem())
                    .isNull();
        }
    }

    @Test
    void saysWhatIsWrongWithARequestOrUpstream(@TempDir Path data) throws Exception {
        try (var host = SampleFileHost.start();
                var rig = VettingRig.start(data, null, "assay.upstream.mcpb.hosts=" + host.url())) {
            assertThat(rig.request(host.url() + "/mail.mcpb"))
                    .isInstanceOf(RequestOutcome.Refused.class)
                    .asString()
                    .contains("is named by its address and its SHA-256");
            assertThat(rig.vet(name(host, "1.2.0", FIRST)).stateReason())
                    .contains("there is no bundle at");

            host.put("/v1.2.0/mail.mcpb", SECOND);
            var other = rig.vet(name(host, "1.2.0", FIRST));
            assertThat(other.state()).isEqualTo(ReleaseState.VETTING_FAILED);
            assertThat(other.stateReason()).contains("sha256:" + Sha256.of(FIRST));

            assertThat(
                            rig.vet(
                                            "https://elsewhere.example/mail-1.0.0.mcpb@sha256:"
                                                    + Sha256.of(FIRST))
                                    .stateReason())
                    .contains("bundles are not taken from elsewhere.example");
        }
    }
}
