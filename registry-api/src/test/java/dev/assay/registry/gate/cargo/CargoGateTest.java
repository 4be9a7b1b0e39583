package dev.assay.registry.gate.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrate.Need;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The exchanges of the Cargo book, "Registry Index", "Sparse protocol": what cargo asks, and what
 * it is sent, to the letter.
 */
final class CargoGateTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SampleCrate PART = SampleCrate.of("part", "2.1.0");
    private static final SampleCrate SERVER =
            SampleCrate.of(
                    "A-Server",
                    "1.0.0",
                    Need.of("part", "2"),
                    Need.of("windows-part", "1").target("cfg(windows)"));

    private GateRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new GateRig(folder);
        rig.crates()
                .upstream
                .publish(PART)
                .publish(SampleCrate.of("windows-part", "1.0.0"))
                .publish(SERVER)
                .publish(SampleCrate.of("A-Server", "1.1.0", Need.of("part", "2")))
                .publish(SampleCrate.of("other", "1.0.0"));
        rig.snapshots.refresh();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String text(RawResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private List<String> versions(String path) throws IOException {
        var answer = rig.get(path, "Accept: text/plain", "Accept-Encoding: gzip");
        assertThat(answer.status()).as(path + text(answer)).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "text/plain");
        return text(answer).lines().map(each -> line(each).path("vers").asString()).toList();
    }

    private static JsonNode line(String text) {
        return JSON.readTree(text);
    }

    private static String told(RawResponse answer) {
        return line(text(answer)).path("errors").path(0).path("detail").asString();
    }

    @Test
    void saysThatCratesComeFromTheGateItself() throws Exception {
        var id = rig.crates().approve("A-Server", "1.0.0");

        for (var base : List.of("cargo/", "cargo/~/" + id + "/")) {
            var answer = rig.get("/" + base + "config.json");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(line(text(answer)).path("dl").asString())
                    .isEqualTo("http://127.0.0.1:" + rig.port() + "/" + base + "dl");
            assertThat(line(text(answer)).has("api")).isFalse();
        }
    }

    @Test
    void listsApprovedVersionsByTheLinesThatTheyWereApprovedWith() throws Exception {
        var id = rig.crates().approve("A-Server", "1.0.0");

        for (var base : List.of("/cargo/", "/cargo/~/" + id + "/")) {
            assertThat(versions(base + "a-/se/a-server")).containsExactly("1.0.0");
            assertThat(versions(base + "pa/rt/part")).containsExactly("2.1.0");
            // Chosen for, since cargo chooses for all platforms, and not served.
            assertThat(versions(base + "wi/nd/windows-part")).containsExactly("1.0.0");
            assertThat(rig.get(base + "dl/windows-part/1.0.0/download").status()).isEqualTo(403);
        }
        var listed = line(text(rig.get("/cargo/a-/se/a-server")));
        assertThat(listed.path("name").asString()).isEqualTo("A-Server");
        assertThat(listed.path("deps").size()).isEqualTo(2);
    }

    @Test
    void answersThatNothingChangedToWhoHasIt() throws Exception {
        rig.crates().approve("A-Server", "1.0.0");
        var etag = rig.get("/cargo/pa/rt/part").headers().get("etag");

        assertThat(rig.get("/cargo/pa/rt/part", "If-None-Match: " + etag).status()).isEqualTo(304);

        rig.crates().upstream.publish(SampleCrate.of("part", "2.2.0"));
        assertThat(rig.get("/cargo/pa/rt/part", "If-None-Match: " + etag).status()).isEqualTo(304);
        rig.crates().approve("part", "2.2.0");
        assertThat(rig.get("/cargo/pa/rt/part", "If-None-Match: " + etag).status()).isEqualTo(200);
        assertThat(versions("/cargo/pa/rt/part")).containsExactly("2.1.0", "2.2.0");
    }

    @Test
    void servesTheBytesThatWereApproved() throws Exception {
        var id = rig.crates().approve("A-Server", "1.0.0");

        for (var base : List.of("/cargo/", "/cargo/~/" + id + "/")) {
            var answer = rig.get(base + "dl/A-Server/1.0.0/download");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(SERVER.bytes());
            assertThat(rig.get(base + "dl/part/2.1.0/download").body()).isEqualTo(PART.bytes());
        }
    }

    @Test
    void neverServesBytesThatAreNotWhatWasApproved() throws Exception {
        rig.crates().approve("A-Server", "1.0.0");
        var blob = rig.blobs.file(Sha256.of(SERVER.bytes())).orElseThrow();
        assertThat(blob.toFile().setWritable(true)).isTrue();
        var altered = SERVER.bytes().clone();
        altered[100] ^= 1;
        Files.write(blob, altered);

        var answer = rig.get("/cargo/dl/A-Server/1.0.0/download");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).contains("BYTES_DIFFER");
    }

    @Test
    void refusesWhereCargoShowsIt() throws Exception {
        rig.crates().approve("A-Server", "1.0.0");
        var id = rig.crates().known(ReleaseState.IN_REVIEW, "calls a host", "other", "1.0.0");

        var index = rig.get("/cargo/ot/he/other");
        var crate = rig.get("/cargo/dl/other/1.0.0/download");
        var version = rig.get("/cargo/dl/A-Server/1.1.0/download");

        for (var answer : List.of(index, crate, version)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reason()).startsWith("Blocked by Assay's policy, not a login");
            // Cargo prints no more of a body than its first 512 characters.
            assertThat(text(answer)).startsWith("{\"errors\":[{\"detail\":\"");
        }
        assertThat(told(index)).contains("other", "in review", "http://assay.example/r/" + id);
        assertThat(told(crate)).contains("other", "1.0.0", "in review");
        assertThat(told(version)).contains("A-Server", "1.1.0", "Use 1.0.0");
    }

    @Test
    void tellsWhatUpstreamDoesNotHaveFromWhatIsRefused() throws Exception {
        var unknown = rig.get("/cargo/no/bo/nobody");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(told(unknown)).contains("nobody");
        assertThat(rig.get("/cargo/ot/he/other").status()).isEqualTo(403);
        assertThat(rig.get("/cargo/dl/other/7.0.0/download").status()).isEqualTo(404);
        rig.crates().upstream.away(503);
        assertThat(rig.get("/cargo/no/bo/nobody").status()).isEqualTo(403);
    }

    @Test
    void servesNothingMoreOfWhatWasRevoked() throws Exception {
        var id = rig.crates().approve("A-Server", "1.0.0");
        rig.change(id, ReleaseState.REVOKED, "it sends mail to strangers");

        assertThat(rig.get("/cargo/a-/se/a-server").status()).isEqualTo(403);
        assertThat(rig.get("/cargo/dl/A-Server/1.0.0/download").status()).isEqualTo(403);
        assertThat(rig.get("/cargo/~/" + id + "/dl/part/2.1.0/download").status()).isEqualTo(403);
        assertThat(rig.get("/cargo/wi/nd/windows-part").status()).isEqualTo(403);
    }

    @Test
    void hasNothingAtPathsOfNoCrate() throws Exception {
        for (var path :
                List.of(
                        "/cargo/",
                        "/cargo/part",
                        "/cargo/pa/xx/part",
                        "/cargo/PA/RT/PART",
                        "/cargo/~/nothing/config.json",
                        "/cargo/dl/part/../download",
                        "/cargo/dl/part/%2e%2e/download",
                        "/cargo/api/v1/crates")) {
            assertThat(rig.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void listsAVersionThatWasTakenBackAsALockDoes() throws Exception {
        rig.crates()
                .upstream
                .publish(
                        SampleCrate.of("locked", "1.0.0", Need.of("part", "2"))
                                .withFile(
                                        "Cargo.lock",
                                        """
                                        [[package]]
                                        name = "part"
                                        version = "2.1.0"
                                        source = "registry+https://index.example/"
                                        """));
        rig.crates().upstream.yank("part", "2.1.0");
        var id = rig.crates().approve("locked", "1.0.0");

        assertThat(line(text(rig.get("/cargo/pa/rt/part"))).path("yanked").asBoolean()).isTrue();
        assertThat(line(text(rig.get("/cargo/~/" + id + "/pa/rt/part"))).path("yanked").asBoolean())
                .isFalse();
    }
}
