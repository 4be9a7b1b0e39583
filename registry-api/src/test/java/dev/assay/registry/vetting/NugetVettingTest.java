package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A NuGet release goes the way of every release, and newer ones of it are found. */
@Timeout(180)
class NugetVettingTest {

    @Test
    void vetsApprovesAndWatchesANugetRelease(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var source = SampleNugetSource.start();
                var rig =
                        VettingRig.startWatching(
                                data,
                                npm.url(),
                                "assay.upstream.nuget.url=" + source.url(),
                                "assay.watch.interval=400ms")) {
            source.publish("Part", "2.1.0").publish("A.Server", "1.0.0", "part 2.0.0");

            assertThat(rig.request("nuget:A.Server@1.0"))
                    .isInstanceOf(RequestOutcome.Refused.class)
                    .asString()
                    .contains("'1.0' is written 1.0.0");
            var release = rig.vet("nuget:A.Server@1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly("pkg:nuget/a.server@1.0.0", "pkg:nuget/part@2.1.0");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            source.publish("A.Server", "1.1.0-rc.1").publish("A.Server", "1.1.0");
            var releases = rig.get(ReleaseStore.class);
            var newer = new Purl("nuget", null, "a.server", "1.1.0");
            for (var tries = 0; releases.find(newer).isEmpty() && tries < 400; tries++) {
                Thread.sleep(100);
            }
            var update = rig.settled(releases.find(newer).orElseThrow().id());
            assertThat(update.baselineId()).isEqualTo(release.id());

            assertThat(rig.vet("nuget:A.Server@9.0.0").stateReason())
                    .contains("no version 9.0.0", "the highest is 1.1.0");
        }
    }
}
