package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.GateRig;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What was signed of an approval lies beside the tarball, and goes when the tarball goes. */
class AttestationsAtTheGateTest {

    private static final String SIGNED = "{\"payload\":\"e30=\"}\n";

    private final SamplePackage library = SamplePackage.bare("library", "3.0.0", Map.of());
    private final SamplePackage demo =
            SamplePackage.bare("@acme/demo", "1.0.0", Map.of("library", "^3.0.0"));
    private final SamplePackage other = SamplePackage.bare("other", "1.0.0", Map.of());

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(library, demo, other);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void servesItBesideTheTarballAsLongAsTheTarballIsServed() throws IOException {
        var digest = rig.blobs.put(SIGNED.getBytes(StandardCharsets.UTF_8));
        var id = rig.approve(demo, library);
        rig.signed.put(id, digest);
        // Looked at again, as every change of a release is.
        rig.change(id, ReleaseState.SUSPENDED, "a look");
        rig.change(id, ReleaseState.APPROVED, "");

        for (var base : new String[] {"/npm/", "/npm/~/" + id + "/"}) {
            var answer = rig.get(base + "@acme/demo/-/demo-1.0.0.tgz.intoto.jsonl");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("application/vnd.in-toto.bundle");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(SIGNED);
        }

        rig.change(id, ReleaseState.REVOKED, "hostile");
        assertThat(rig.get("/npm/@acme/demo/-/demo-1.0.0.tgz.intoto.jsonl").status())
                .isEqualTo(rig.get("/npm/@acme/demo/-/demo-1.0.0.tgz").status())
                .isEqualTo(403);
    }

    @Test
    void saysWhereThereIsNone() throws IOException {
        rig.approve(demo, library);

        assertThat(rig.get("/npm/@acme/demo/-/demo-1.0.0.tgz.intoto.jsonl").status())
                .isEqualTo(404);
        var ofDependency = rig.get("/npm/library/-/library-3.0.0.tgz.intoto.jsonl");
        assertThat(ofDependency.status()).isEqualTo(404);
        assertThat(new String(ofDependency.body(), StandardCharsets.UTF_8))
                .contains("another release's closure");
        assertThat(rig.get("/npm/other/-/other-1.0.0.tgz.intoto.jsonl").status()).isEqualTo(403);
    }

    @Test
    void aDamagedOneIsAFaultOfOursThatHoldsNoTarballBack() throws IOException {
        var digest = rig.blobs.put(SIGNED.getBytes(StandardCharsets.UTF_8));
        var id = rig.approve(demo, library);
        rig.signed.put(id, digest);
        rig.change(id, ReleaseState.SUSPENDED, "a look");
        rig.change(id, ReleaseState.APPROVED, "");
        Files.writeString(rig.blobs.file(digest).orElseThrow(), "something else");

        var damaged = rig.get("/npm/@acme/demo/-/demo-1.0.0.tgz.intoto.jsonl");

        assertThat(damaged.status()).isEqualTo(503);
        assertThat(new String(damaged.body(), StandardCharsets.UTF_8))
                .contains("damaged in its store");
        assertThat(new String(rig.get("/npm/@acme%2fdemo").body(), StandardCharsets.UTF_8))
                .contains("\"1.0.0\"");
        assertThat(rig.get("/npm/@acme/demo/-/demo-1.0.0.tgz").status()).isEqualTo(200);
        assertThat(rig.fetches.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.expected()).isEqualTo(digest.hex()));
    }
}
