package dev.assay.registry.gate.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.ImageShelf;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What the OCI distribution specification (1.1) says of pulling and of discovering content, by the
 * names of its sections: its own conformance tests need a Go toolchain, which is not to be had
 * here.
 */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
@Timeout(60)
final class OciPullWorkflowTest {

    private static final String DEMO = "/v2/" + ImageShelf.HOST + "/team/demo";

    private GateRig rig;
    private SampleImage image;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new GateRig(folder);
        image = push("1.0.0");
        push("1.1.0");
        push("2.0.0");
        rig.images().approve("team/demo:1.0.0");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private SampleImage push(String tag) {
        var pushed =
                SampleImage.of(new Layer().file("app/version", tag)).config("{\"Cmd\":[\"x\"]}");
        rig.images().upstream().push(pushed, "team/demo:" + tag);
        return pushed;
    }

    private RawResponse head(String path) throws IOException {
        return RawResponse.send(rig.port(), "HEAD", path);
    }

    private static JsonNode json(RawResponse answer) {
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        return new JsonMapper().readTree(answer.body());
    }

    /** Section "Error codes": a list of errors, each with a code of the specification. */
    private static String code(RawResponse answer) {
        var error = json(answer).path("errors").path(0);
        assertThat(error.path("message").asString("")).isNotEmpty();
        return error.path("code").asString("");
    }

    @Test
    void determiningSupport() throws Exception {
        var answer = rig.get("/v2/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("docker-distribution-api-version", "registry/2.0");
        assertThat(rig.get("/v2").status()).isEqualTo(200);
    }

    @Test
    void pullingManifests() throws Exception {
        for (var reference : new String[] {"1.0.0", image.digest()}) {
            var answer = rig.get(DEMO + "/manifests/" + reference);
            assertThat(answer.status()).isEqualTo(200);
            assertThat("sha256:" + Sha256.of(answer.body()).hex()).isEqualTo(image.digest());
            assertThat(answer.headers())
                    .containsEntry("docker-content-digest", image.digest())
                    .containsEntry("content-type", "application/vnd.oci.image.manifest.v1+json");
        }
        assertThat(rig.get(DEMO + "/manifests/7.7.7").status()).isEqualTo(404);
        assertThat(code(rig.get(DEMO + "/manifests/7.7.7"))).isEqualTo("MANIFEST_UNKNOWN");
        assertThat(code(rig.get(DEMO + "/manifests/..%2f"))).isEqualTo("NAME_INVALID");
    }

    @Test
    void pullingBlobs() throws Exception {
        var digest = image.layers().getFirst();
        var answer = rig.get(DEMO + "/blobs/" + digest);

        assertThat(answer.status()).isEqualTo(200);
        assertThat("sha256:" + Sha256.of(answer.body()).hex()).isEqualTo(digest);
        assertThat(answer.headers()).containsEntry("docker-content-digest", digest);
        var part = rig.get(DEMO + "/blobs/" + digest, "Range: bytes=10-19");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(answer.body(), 10, 20));
        assertThat(part.headers())
                .containsEntry("content-range", "bytes 10-19/" + answer.body().length);
        assertThat(rig.get(DEMO + "/blobs/" + digest, "Range: bytes=9999999-").status())
                .isEqualTo(416);
    }

    @Test
    void checkingIfContentExistsInTheRegistry() throws Exception {
        var manifest = head(DEMO + "/manifests/1.0.0");
        assertThat(manifest.status()).isEqualTo(200);
        assertThat(manifest.headers())
                .containsEntry("docker-content-digest", image.digest())
                .containsEntry(
                        "content-length",
                        String.valueOf(rig.get(DEMO + "/manifests/1.0.0").body().length));
        assertThat(head(DEMO + "/blobs/" + image.layers().getFirst()).status()).isEqualTo(200);
        assertThat(head(DEMO + "/manifests/2.0.0").status()).isEqualTo(403);
    }

    @Test
    void listingTags() throws Exception {
        rig.images().approve("team/demo:1.1.0");

        var all = json(rig.get(DEMO + "/tags/list"));
        assertThat(all.path("name").asString("")).isEqualTo(ImageShelf.HOST + "/team/demo");
        assertThat(all.path("tags").toString()).isEqualTo("[\"1.0.0\",\"1.1.0\"]");
        var first = rig.get(DEMO + "/tags/list?n=1");
        assertThat(json(first).path("tags").toString()).isEqualTo("[\"1.0.0\"]");
        assertThat(first.headers().get("link"))
                .isEqualTo("<" + DEMO + "/tags/list?n=1&last=1.0.0>; rel=\"next\"");
        assertThat(json(rig.get(DEMO + "/tags/list?n=1&last=1.0.0")).path("tags").toString())
                .isEqualTo("[\"1.1.0\"]");
    }

    @Test
    void listingReferrersIsNotOffered() throws Exception {
        var answer = rig.get(DEMO + "/referrers/" + image.digest());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("UNSUPPORTED");
        assertThat(
                        rig.get(DEMO + "/manifests/" + image.digest().replace(':', '-') + ".sig")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void pushingIsRefused() throws Exception {
        for (var method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            var answer = RawResponse.send(rig.port(), method, DEMO + "/blobs/uploads/");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(code(answer)).isEqualTo("UNSUPPORTED");
        }
    }

    @Test
    void deniedIsToldWithWhatToDo() throws Exception {
        rig.images().known(ReleaseState.IN_REVIEW, "starts as root", "team/demo:2.0.0");

        var answer = rig.get(DEMO + "/manifests/2.0.0");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("DENIED");
        assertThat(json(answer).path("errors").path(0).path("message").asString(""))
                .contains("is in review: starts as root", "Use 1.0.0@" + image.digest());
        assertThat(json(answer).path("approved").path(0).path("install").asString(""))
                .isEqualTo(
                        "docker pull 127.0.0.1:"
                                + rig.port()
                                + "/registry.example/team/demo@"
                                + image.digest());
    }

    @Test
    void aPartLeavesFromItsOwnRepositoryAlone() throws Exception {
        rig.images().upstream().push(image, "other/demo:1.0.0");
        var layer = image.layers().getFirst();

        assertThat(rig.get("/v2/registry.example/other/demo/blobs/" + layer).status())
                .isEqualTo(403);
        assertThat(rig.get("/v2/registry.example/other/demo/manifests/1.0.0").status())
                .isEqualTo(403);
        assertThat(rig.get(DEMO + "/blobs/sha256:" + "0".repeat(64)).status()).isEqualTo(403);
        // A manifest is no blob: it leaves as what it is.
        assertThat(rig.get(DEMO + "/blobs/" + image.digest()).status()).isEqualTo(403);
    }

    @Test
    void isAMirrorOfTheDefaultRegistry() throws Exception {
        assertThat(rig.get("/v2/team/demo/manifests/1.0.0").status()).isEqualTo(200);
        assertThat(rig.get("/v2/team/demo/manifests/1.0.0?ns=registry.example").status())
                .isEqualTo(200);
        assertThat(rig.get("/v2/team/demo/manifests/1.0.0?ns=elsewhere.example").status())
                .isEqualTo(403);
    }

    @Test
    void warnsOfAnApprovalThatEndsSoon() throws Exception {
        assertThat(rig.get(DEMO + "/manifests/1.0.0").headers()).doesNotContainKey("warning");

        rig.clock.advance(Duration.ofDays(80));

        assertThat(rig.get(DEMO + "/manifests/1.0.0").headers().get("warning"))
                .startsWith("299 - \"The approval of registry.example/team/demo 1.0.0@sha256:");
        rig.clock.advance(Duration.ofDays(11));
        assertThat(code(rig.get(DEMO + "/manifests/1.0.0"))).isEqualTo("DENIED");
    }
}
