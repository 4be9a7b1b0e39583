package dev.assay.registry.gate.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.artifact.oci.ImageParts;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** skopeo against the gate, with Debian's docker-registry upstream. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
@Timeout(120)
final class OciClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("skopeo", "skopeo", "--version");

    @TempDir Path folder;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(folder.resolve("rig"));
        push("1.0.0");
        push("2.0.0");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private SampleImage push(String tag) {
        var image =
                SampleImage.of(
                                new Layer().file("etc/os-release", "ID=none"),
                                new Layer().file("app/version", tag))
                        .config("{\"Cmd\":[\"/app/run\"]}");
        rig.images().upstream().push(image, "team/demo:" + tag);
        return image;
    }

    private ClientRun skopeo(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
        command.addAll(List.of(arguments));
        return ClientRun.of(new ProcessBuilder(command));
    }

    private ClientRun pull(String name, Path target) throws Exception {
        return skopeo(
                "copy",
                "--src-tls-verify=false",
                "docker://" + rig.images().at(name),
                "dir:" + target);
    }

    private ClientRun refused(String name) throws Exception {
        var run = pull(name, folder.resolve("refused"));
        assertThat(run.exit()).as(run.output()).isNotZero();
        return run;
    }

    @Test
    void pullsAnApprovedImageByItsTagAndGetsWhatWasApproved() throws Exception {
        var approved = push("1.0.0");
        rig.images().approve("team/demo:1.0.0");
        // Somebody moves the tag upstream.
        rig.images()
                .upstream()
                .push(SampleImage.of(new Layer().file("app/version", "moved")), "team/demo:1.0.0");

        var run = pull("team/demo:1.0.0", folder.resolve("pulled"));

        assertThat(run.exit()).as(run.output()).isZero();
        var manifest = Files.readAllBytes(folder.resolve("pulled/manifest.json"));
        assertThat("sha256:" + Sha256.of(manifest).hex()).isEqualTo(approved.digest());
        for (var layer : approved.layers()) {
            var hex = layer.substring("sha256:".length());
            assertThat(Sha256.of(Files.readAllBytes(folder.resolve("pulled/" + hex))).hex())
                    .isEqualTo(hex);
        }
        assertThat(pull("team/demo@" + approved.digest(), folder.resolve("again")).exit()).isZero();
        var tags =
                skopeo(
                        "list-tags",
                        "--tls-verify=false",
                        "docker://" + rig.images().at("team/demo"));
        assertThat(tags.output()).contains("\"1.0.0\"").doesNotContain("2.0.0");
    }

    @Test
    void showsThatNobodyAskedYet() throws Exception {
        rig.snapshots.refresh();

        assertThat(refused("team/demo:2.0.0").output())
                .contains(
                        "denied: registry.example/team/demo 2.0.0",
                        "Request it at http://assay.example/r/");
        assertThat(refused("team/demo:3.0.0").output())
                .contains("the upstream registry has no registry.example/team/demo 3.0.0");
    }

    @Test
    void showsWhatIsInReviewAndWhatToUseInstead() throws Exception {
        rig.images().approve("team/demo:1.0.0");
        rig.images().known(ReleaseState.IN_REVIEW, "starts as root", "team/demo:2.0.0");

        assertThat(refused("team/demo:2.0.0").output())
                .contains("denied: ", "team/demo 2.0.0", "is in review: starts as root")
                .contains("Use 1.0.0@sha256:", "Follow it at http://assay.example/r/");
    }

    @Test
    void showsThatAnApprovalWasTakenBack() throws Exception {
        var digest = push("1.0.0").digest();
        var id = rig.images().approve("team/demo:1.0.0");
        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        assertThat(refused("team/demo:1.0.0").output()).contains("denied: ", "was revoked");
        assertThat(refused("team/demo@" + digest).output()).contains("denied: ", "was revoked");
    }

    @Test
    void servesNothingOfAnImageWhoseBytesAreNotWhatWasApproved() throws Exception {
        var id = rig.images().approve("team/demo:1.0.0");
        var stored = rig.closures.packages(id).getFirst();
        var kept = rig.vettings.artifact(stored.integrity()).orElseThrow();
        var file = rig.blobs.file(kept.sha256()).orElseThrow();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, bytes);

        assertThat(refused("team/demo:1.0.0").output())
                .contains("denied: ", "its bytes differ from what was approved");
    }

    @Test
    void pullsTheVettedPlatformOfAnIndexAndNoOther() throws Exception {
        var other = SampleImage.of("arm64", new Layer().file("app/version", "arm"));
        var layout =
                SampleImage.writeIndex(
                        folder.resolve("index"),
                        SampleImage.of(new Layer().file("app/version", "amd")),
                        other);
        rig.images().upstream().push(layout, "team/both:1.0.0");
        var id = rig.images().approve("team/both:1.0.0");
        var parts = ImageParts.read(rig.closures.packages(id).getFirst().manifest()).orElseThrow();
        assertThat(parts.repository())
                .isEqualTo(OciName.parse("registry.example/team/both").orElseThrow().toString());

        var run =
                skopeo(
                        "--override-arch=amd64",
                        "copy",
                        "--src-tls-verify=false",
                        "docker://" + rig.images().at("team/both:1.0.0"),
                        "dir:" + folder.resolve("amd"));
        assertThat(run.exit()).as(run.output()).isZero();
        var arm =
                skopeo(
                        "--override-arch=arm64",
                        "copy",
                        "--src-tls-verify=false",
                        "docker://" + rig.images().at("team/both:1.0.0"),
                        "dir:" + folder.resolve("arm"));
        assertThat(arm.exit()).isNotZero();
        assertThat(arm.output()).contains("is for linux/arm64, which was not vetted");
        assertThat(refused("team/both@" + other.digest()).output()).contains("not vetted");
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
                        push("1.0.0");
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.images().approve("team/demo:1.0.0");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return pull("team/demo:1.0.0", Files.createTempDirectory(folder, "to"));
                    }
                });
    }
}
