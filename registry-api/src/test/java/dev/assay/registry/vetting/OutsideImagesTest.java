package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.gate.OutsideCounter;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images that are nobody's pass to skopeo where settings say so, and no others do. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
@Timeout(240)
class OutsideImagesTest {

    @TempDir Path folder;
    private SampleImageRegistry registry;
    private SampleUpstream npm;
    private SampleImage base;
    private SampleImage server;

    @BeforeEach
    void start() throws Exception {
        npm = SampleUpstream.start();
        registry = SampleImageRegistry.start(Files.createDirectory(folder.resolve("registry")));
        base = image("base");
        server = image("server");
        registry.push(base, "base/os:12");
        registry.push(server, "team/server:1.0.0");
        registry.push(image("newer"), "team/server:2.0.0");
        registry.push(image("rejected"), "team/rejected:1.0.0");
    }

    @AfterEach
    void stop() {
        registry.close();
        npm.close();
    }

    private static SampleImage image(String what) {
        return SampleImage.of(
                        new Layer().file("etc/os-release", "ID=none"),
                        new Layer().file("app/what", what))
                .config("{\"Cmd\":[\"/app/run\"]}");
    }

    private VettingRig serving(String outside) {
        return VettingRig.startServing(
                folder.resolve("data-" + outside),
                npm.url(),
                "gate.oci.outside=" + outside,
                "assay.upstream.oci.registries=registry.example=" + registry.address());
    }

    @Test
    void aBaseImagePassesWholeAndIsCounted() throws Exception {
        try (var rig = serving("pass")) {
            var target = folder.resolve("pulled");
            var run = pull(rig, "base/os:12", target);
            assertThat(run.exit()).as(run.output()).isZero();
            assertThat("sha256:" + Sha256.of(Files.readAllBytes(target.resolve("manifest.json"))))
                    .isEqualTo(base.digest());
            var tags =
                    ClientRun.of(
                            new ProcessBuilder(
                                    "skopeo",
                                    "--insecure-policy",
                                    "list-tags",
                                    "--tls-verify=false",
                                    "docker://" + at(rig, "base/os")));
            assertThat(tags.output()).contains("\"12\"");

            assertThat(passed(rig))
                    .contains("oci:registry.example/base/os:12")
                    .anyMatch(each -> each.startsWith("registry.example/base/os part sha256:"));
            var answer = get(rig, "v2/registry.example/base/os/manifests/" + base.digest());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Assay-Outside")).hasValue("not vetted");
            try (var left = Files.list(folder.resolve("data-pass/unfinished/outside"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void nothingPassesOfARepositoryThatIsOnRecordNorOfAnotherRegistry() throws Exception {
        try (var rig = serving("pass")) {
            var vetted = rig.vet("oci:registry.example/team/server:1.0.0");
            assertThat(rig.approve(vetted.id())).isInstanceOf(DecisionOutcome.Decided.class);
            rig.vet("oci:registry.example/team/rejected:1.0.0");

            assertThat(pull(rig, "team/server:1.0.0", folder.resolve("approved")).exit()).isZero();
            var refused = pull(rig, "team/server:2.0.0", folder.resolve("newer"));
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.output()).contains("denied: ", "team/server 2.0.0");
            for (var somebodys :
                    List.of(
                            "registry.example/team/rejected/manifests/1.0.0",
                            "registry.example/team/rejected/blobs/" + base.layers().getFirst(),
                            "other.example/base/os/manifests/12")) {
                assertThat(get(rig, "v2/" + somebodys).statusCode()).as(somebodys).isEqualTo(403);
            }
            assertThat(get(rig, "v2/registry.example/base/os/manifests/13").statusCode())
                    .isEqualTo(404);
            assertThat(passed(rig)).isEmpty();
        }
    }

    @Test
    void nothingPassesUnlessTheSettingSaysSo() throws Exception {
        try (var rig = serving("deny")) {
            assertThat(get(rig, "v2/registry.example/base/os/manifests/12").statusCode())
                    .isEqualTo(403);
            assertThat(passed(rig)).isEmpty();
        }
    }

    @Test
    void aRegistryThatIsAwayIsNoRefusal() throws Exception {
        try (var rig = serving("pass")) {
            registry.close();
            var answer = get(rig, "v2/registry.example/base/os/manifests/12");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("UNAVAILABLE", "upstream does not give it");
        }
    }

    private static ClientRun pull(VettingRig rig, String name, Path target) throws Exception {
        return ClientRun.of(
                new ProcessBuilder(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "--src-tls-verify=false",
                        "docker://" + at(rig, name),
                        "dir:" + target));
    }

    private static String at(VettingRig rig, String name) {
        return "127.0.0.1:" + rig.get(GateListener.class).port() + "/registry.example/" + name;
    }

    private static HttpResponse<String> get(VettingRig rig, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address =
                    URI.create(
                            "http://127.0.0.1:" + rig.get(GateListener.class).port() + "/" + path);
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }

    private static List<String> passed(VettingRig rig) {
        rig.get(OutsideCounter.class).write();
        return rig.get(OutsideFetchStore.class).latest(1_000).stream()
                .map(OutsideFetch::item)
                .toList();
    }
}
