package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** An image goes the way of every release, pinned to what its tag names when it is asked for. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
@Timeout(180)
class OciVettingTest {

    private static SampleImage image(String code) {
        return SampleImage.of(
                        new Layer()
                                .file(
                                        "app/package.json",
                                        "{\"name\":\"demo\",\"version\":\"1.0.0\",\"main\":\"i.js\"}")
                                .file("app/i.js", code))
                .config("{\"Cmd\":[\"node\",\"/app/i.js\"],\"User\":\"node\"}");
    }

    @Test
    void vetsApprovesAndWatchesAnImage(@TempDir Path data) throws Exception {
        var storage = Files.createDirectories(data.resolve("registry"));
        try (var registry = SampleImageRegistry.start(storage);
                var rig =
                        VettingRig.startWatching(
                                data,
                                null,
                                "assay.upstream.oci.registries="
                                        + registry.host()
                                        + "="
                                        + registry.address(),
                                "assay.watch.interval=400ms")) {
            var first = image("console.log(1);\n");
            registry.push(first, "team/demo:1.0.0");
            var name = "oci:" + registry.host() + "/team/demo";

            var release = rig.vet(name + ":1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(release.purl()).isEqualTo(Purl.parse(name + ":1.0.0@" + first.digest()));
            assertThat(rig.get(ClosureStore.class).packages(release.id())).hasSize(1);
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
            // By another tag, or again, it is the same image.
            registry.push(first, "team/demo:latest");
            assertThat(rig.request(name + ":latest"))
                    .isInstanceOf(RequestOutcome.AlreadyApproved.class);

            var second = image("fetch('https://new.example.org/');\n");
            registry.push(second, "team/demo:1.1.0");
            var releases = rig.get(ReleaseStore.class);
            var newer = Purl.parse(name + ":1.1.0@" + second.digest());
            until(() -> releases.find(newer).isPresent());
            var update = rig.settled(releases.find(newer).orElseThrow().id());
            assertThat(update.baselineId()).isEqualTo(release.id());
            assertThat(update.state()).isEqualTo(ReleaseState.IN_REVIEW);
        }
    }

    @Test
    void saysWhatIsWrongWithARequestOrUpstream(@TempDir Path data) throws Exception {
        var storage = Files.createDirectories(data.resolve("registry"));
        try (var registry = SampleImageRegistry.start(storage);
                var rig =
                        VettingRig.start(
                                data,
                                null,
                                "assay.upstream.oci.registries="
                                        + registry.host()
                                        + "="
                                        + registry.address())) {
            var image = image("");
            registry.push(image, "team/demo:1.0.0");
            var name = "oci:" + registry.host() + "/team/demo";

            assertThat(rig.request(name).toString()).contains("names no version");
            assertThat(rig.request(name + ":7").toString())
                    .contains("team/demo has no 7; the tags are 1.0.0");
            assertThat(rig.request("oci:elsewhere.example/team/demo:1").toString())
                    .contains("no OCI registry elsewhere.example configured");
            assertThat(rig.request("oci:team/demo:1").toString())
                    .contains("no OCI registry configured; set assay.upstream.oci.default");

            registry.alter(image.layers().getFirst());
            assertThat(rig.vet(name + ":1.0.0").stateReason())
                    .contains("is not what the registry promises");
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
