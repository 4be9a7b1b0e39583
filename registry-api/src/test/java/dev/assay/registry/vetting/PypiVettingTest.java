package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleUpstream;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A Python release goes the way of every release, and newer ones of it are found. */
@Timeout(180)
class PypiVettingTest {

    @Test
    void vetsApprovesAndWatchesAPythonRelease(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var pypi = SamplePypiIndex.start();
                var rig =
                        VettingRig.startWatching(
                                data,
                                npm.url(),
                                "assay.upstream.pypi.url=" + pypi.url(),
                                "assay.watch.interval=400ms")) {
            pypi.publish("part==2.1").publish("A.Server==1.0", "part>=2");

            var release = rig.vet("pypi:a_server@1.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly("pkg:pypi/a-server@1.0", "pkg:pypi/part@2.1");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            pypi.publish("A.Server==1.1rc1").publish("A.Server==1.1");
            var releases = rig.get(ReleaseStore.class);
            var newer = new Purl("pypi", null, "a-server", "1.1");
            until(() -> releases.find(newer).isPresent());
            var update = rig.settled(releases.find(newer).orElseThrow().id());
            assertThat(update.baselineId()).isEqualTo(release.id());
            assertThat(releases.find(newer.withVersion("1.1rc1"))).isEmpty();
            assertThat(rig.get(WatchStore.class).find(release.purl()).orElseThrow().problem())
                    .isNull();
        }
    }

    @Test
    void saysWhatIsWrongWithARequestOrUpstream(@TempDir Path data) throws Exception {
        try (var pypi = SamplePypiIndex.start();
                var rig = VettingRig.start(data, null, "assay.upstream.pypi.url=" + pypi.url())) {
            pypi.publish("a-server==1.0")
                    .publish(SampleWheel.of("a-server==1.2").withTag("cp312-cp312-win_amd64"));

            assertThat(rig.request("pkg:pypi/a-server@1.0-RC1"))
                    .isInstanceOf(RequestOutcome.Refused.class)
                    .asString()
                    .contains("'1.0-RC1' is written 1.0rc1");
            assertThat(rig.vet("pkg:pypi/a-server@9").stateReason())
                    .contains("no version 9", "the highest is 1.2");
            assertThat(rig.vet("pkg:pypi/a-server@1.2").stateReason())
                    .contains("without a file for CPython 3.12 on manylinux_2_28_x86_64");

            pypi.alter("a_server-1.0-py3-none-any.whl");
            assertThat(rig.vet("pkg:pypi/a-server@1.0").stateReason())
                    .contains("is not what the registry promises");
        }
    }

    @Test
    void refusesAWheelThatNeedsOtherThanTheIndexSays(@TempDir Path data) throws Exception {
        try (var pypi = SamplePypiIndex.start();
                var rig = VettingRig.start(data, null, "assay.upstream.pypi.url=" + pypi.url())) {
            pypi.publish("part==1.0").publish("a-server==1.0", "part");
            pypi.alterMetadata(
                    "part-1.0-py3-none-any.whl",
                    "Metadata-Version: 2.1\nName: part\nVersion: 1.0\nSummary: other\n\n");

            assertThat(rig.vet("pkg:pypi/a-server@1.0").stateReason())
                    .contains("part@1.0 is not what the registry promises: expected metadata")
                    .contains("inside of the wheel");
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
