package dev.assay.registry.gate.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.ImageShelf;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the OCI distribution specification (1.1, sections "Pull" and "Content discovery") requires
 * of a registry that is pulled from, put alike to Debian's docker-registry and to the gate before
 * it. The specification's own conformance tests are a Go program of its repository, which no
 * registry of packages has built.
 */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
@Timeout(60)
final class OciPullRequirementsTest {

    private static final String NOBODYS = "sha256:" + Sha256.of(new byte[] {1}).hex();

    /** One request below a repository, by the specification's number of its end-point. */
    enum Requirement {
        SUPPORT("end-1", "GET", "/v2/", 200),
        MANIFEST_BY_TAG("end-3", "GET", "manifests/1.0.0", 200),
        MANIFEST_BY_DIGEST("end-3", "GET", "manifests/{manifest}", 200),
        MANIFEST_IS_THERE("end-3", "HEAD", "manifests/{manifest}", 200),
        MANIFEST_OF_NO_TAG("end-3", "GET", "manifests/7.7.7", 404),
        MANIFEST_OF_NO_DIGEST("end-3", "HEAD", "manifests/{nobodys}", 404),
        CONFIGURATION("end-2", "GET", "blobs/{config}", 200),
        LAYER("end-2", "GET", "blobs/{layer}", 200),
        LAYER_IS_THERE("end-2", "HEAD", "blobs/{layer}", 200),
        /** Which parts upstream has of what is not approved, the gate tells nobody. */
        NO_BLOB("end-2", "GET", "blobs/{nobodys}", 404, 403),
        NO_BLOB_IS_THERE("end-2", "HEAD", "blobs/{nobodys}", 404, 403),
        TAGS("end-8a", "GET", "tags/list", 200),
        SOME_TAGS("end-8b", "GET", "tags/list?n=1", 200);

        private final String endPoint;
        private final String method;
        private final String path;
        private final int status;
        private final int ofGate;

        Requirement(String endPoint, String method, String path, int status) {
            this(endPoint, method, path, status, status);
        }

        Requirement(String endPoint, String method, String path, int status, int ofGate) {
            this.ofGate = ofGate;
            this.endPoint = endPoint;
            this.method = method;
            this.path = path;
            this.status = status;
        }
    }

    private static GateRig rig;
    private static SampleImage image;
    private static String config = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        rig = new GateRig(folder);
        image =
                SampleImage.of(new Layer().file("app/version", "1.0.0"))
                        .config("{\"Cmd\":[\"x\"]}");
        rig.images().upstream().push(image, "team/demo:1.0.0");
        rig.images().approve("team/demo:1.0.0");
        var manifest =
                RawResponse.send(
                        rig.images().upstream().address().getPort(),
                        "GET",
                        "/v2/team/demo/manifests/1.0.0",
                        "Accept: application/vnd.oci.image.manifest.v1+json");
        config = new JsonMapper().readTree(manifest.body()).at("/config/digest").asString("");
    }

    @AfterAll
    static void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isMetByTheRegistryAndByTheGateAlike(Requirement each) throws Exception {
        var registry = send(rig.images().upstream().address().getPort(), "team/demo", each);
        var gate = send(rig.port(), ImageShelf.HOST + "/team/demo", each);

        for (var answer : new RawResponse[] {registry, gate}) {
            assertThat(answer.status())
                    .as(each.endPoint + (answer == gate ? ", the gate" : ", the registry"))
                    .isEqualTo(answer == gate ? each.ofGate : each.status);
        }
        var digest = digest(each);
        if (each.status == 200 && digest != null) {
            assertThat(gate.headers()).containsEntry("docker-content-digest", digest);
            assertThat(gate.headers().get("content-length"))
                    .isEqualTo(registry.headers().get("content-length"));
            if (each.method.equals("GET")) {
                assertThat(gate.body()).isEqualTo(registry.body());
                assertThat("sha256:" + Sha256.of(gate.body()).hex()).isEqualTo(digest);
            }
        }
        if (each.path.startsWith("manifests/") && each.status == 200) {
            assertThat(gate.headers().get("content-type"))
                    .isEqualTo(registry.headers().get("content-type"));
        }
        if (each.status == 404 && each.method.equals("GET")) {
            for (var answer : new RawResponse[] {registry, gate}) {
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .contains("\"errors\"", "\"code\"");
            }
        }
    }

    private static RawResponse send(int port, String repository, Requirement each)
            throws IOException {
        var path =
                each.path
                        .replace("{manifest}", image.digest())
                        .replace("{layer}", image.layers().getFirst())
                        .replace("{config}", config)
                        .replace("{nobodys}", NOBODYS);
        return RawResponse.send(
                port,
                each.method,
                path.startsWith("/") ? path : "/v2/" + repository + "/" + path,
                "Accept: application/vnd.oci.image.manifest.v1+json");
    }

    private static @Nullable String digest(Requirement each) {
        return switch (each) {
            case MANIFEST_BY_TAG, MANIFEST_BY_DIGEST, MANIFEST_IS_THERE -> image.digest();
            case CONFIGURATION -> config;
            case LAYER, LAYER_IS_THERE -> image.layers().getFirst();
            default -> null;
        };
    }
}
