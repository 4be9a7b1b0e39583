package dev.assay.registry.vetting;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A Maven release goes the way of every release, and newer ones of it are found. */
@Timeout(180)
class MavenVettingTest {

    @Test
    void vetsApprovesAndWatchesAMavenRelease(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var maven = SampleMavenRepository.start();
                var rig =
                        VettingRig.startWatching(
                                data,
                                npm.url(),
                                "assay.upstream.maven.url=" + maven.url(),
                                "assay.watch.interval=400ms")) {
            maven.publish("example:part:2.1", "")
                    .publish("example:server:1.0", dependencies("example:part:2.1"));

            var release = rig.vet("pkg:maven/example/server@1.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly("pkg:maven/example/server@1.0", "pkg:maven/example/part@2.1");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            maven.publish("example:server:1.1-rc1", "").publish("example:server:1.1", "");
            var releases = rig.get(ReleaseStore.class);
            var newer = new Purl("maven", "example", "server", "1.1");
            until(() -> releases.find(newer).isPresent());
            var update = rig.settled(releases.find(newer).orElseThrow().id());
            assertThat(update.baselineId()).isEqualTo(release.id());
            assertThat(releases.find(newer.withVersion("1.1-rc1"))).isEmpty();
            assertThat(rig.get(WatchStore.class).find(release.purl()).orElseThrow().problem())
                    .isNull();
        }
    }

    @Test
    void saysWhatIsWrongWithARequestOrUpstream(@TempDir Path data) throws Exception {
        try (var maven = SampleMavenRepository.start();
                var rig = VettingRig.start(data, null, "assay.upstream.maven.url=" + maven.url())) {
            maven.publish("example:server:1.0", "");

            assertThat(rig.request("pkg:maven/example/server@1.0-SNAPSHOT"))
                    .isInstanceOf(RequestOutcome.Refused.class)
                    .asString()
                    .contains("a snapshot, which moves");
            assertThat(rig.vet("pkg:maven/example/server@9").stateReason())
                    .contains("no version 9", "the highest is 1.0");

            maven.alter("example/server/1.0/server-1.0.jar");
            assertThat(rig.vet("pkg:maven/example/server@1.0").stateReason())
                    .contains("is not what the registry promises");
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
