package dev.assay.registry.gate.maven;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

final class MavenGateTest {

    private static final String JAR = "/maven/example/server/1.0/server-1.0.jar";
    private static final String POM = "/maven/example/server/1.0/server-1.0.pom";
    private static final String LIST = "/maven/example/server/maven-metadata.xml";

    private GateRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new GateRig(folder);
        rig.maven()
                .upstream
                .publishPom("example:parent:1", "<packaging>pom</packaging>")
                .publish("example:part:2.1", "")
                .publish("example:part:2.2", "")
                .publish(
                        "example:server:1.0",
                        "<parent><groupId>example</groupId><artifactId>parent</artifactId>"
                                + "<version>1</version></parent>"
                                + dependencies("example:part:2.1"))
                .publish("example:server:1.1", dependencies("example:part:2.2"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private String text(String path) throws IOException {
        var answer = rig.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String hash(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    @Test
    void servesAllFilesOfAnApprovedClosureWithTheirChecksums() throws Exception {
        rig.maven().approve("example:server:1.0");

        for (var path :
                new String[] {
                    JAR,
                    POM,
                    "/maven/example/parent/1/parent-1.pom",
                    "/maven/example/part/2.1/part-2.1.jar",
                    "/maven/example/part/2.1/part-2.1.pom"
                }) {
            var answer = rig.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            for (var each :
                    Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "md5", "MD5")
                            .entrySet()) {
                assertThat(text(path + "." + each.getKey()))
                        .isEqualTo(hash(each.getValue(), answer.body()));
            }
        }
        var head = RawResponse.send(rig.port(), "HEAD", JAR);
        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(head.headers().get("content-length")))
                .isEqualTo(rig.get(JAR).body().length);
    }

    @Test
    void listsApprovedVersionsAloneAndChecksumsTheList() throws Exception {
        rig.maven().approve("example:server:1.0");

        assertThat(text(LIST))
                .contains("<version>1.0</version>", "<release>1.0</release>")
                .doesNotContain("1.1");
        assertThat(text(LIST + ".sha1")).isEqualTo(hash("SHA-1", rig.get(LIST).body()));

        rig.maven().approve("example:server:1.1");
        assertThat(text(LIST)).contains("<version>1.0</version>", "<latest>1.1</latest>");
    }

    @Test
    void refusesAtThePomAlreadyAndSaysWhatToDo() throws Exception {
        rig.maven().approve("example:server:1.0");
        rig.maven().known(ReleaseState.IN_REVIEW, "calls a new host", "example:server:1.1");

        var answer = rig.get("/maven/example/server/1.1/server-1.1.pom");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason())
                .startsWith("Blocked by Assay's policy, not a login problem: example/server 1.1")
                .contains("use 1.0");
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        var body = new JsonMapper().readTree(answer.body());
        assertThat(body.path("package").path("purl").stringValue())
                .isEqualTo("pkg:maven/example/server@1.1");
        assertThat(body.path("state").stringValue()).isEqualTo("IN_REVIEW");
        assertThat(body.path("detail").stringValue()).hasSizeLessThanOrEqualTo(300);
        assertThat(body.path("approved").path(0).path("install").stringValue())
                .contains("-Dartifact=example:server:1.0", "/maven/~/");
        // The part that only the refused one needs is refused for its sake.
        assertThat(rig.get("/maven/example/part/2.2/part-2.2.pom").status()).isEqualTo(403);
    }

    @Test
    void servesOneClosureAloneUnderItsOwnPath() throws Exception {
        var first = rig.maven().approve("example:server:1.0");
        rig.maven().approve("example:server:1.1");
        var prefix = "/maven/~/" + first + "/";

        assertThat(rig.get(prefix + "example/part/2.1/part-2.1.jar").status()).isEqualTo(200);
        assertThat(rig.get(prefix + "example/part/2.2/part-2.2.jar").status()).isEqualTo(403);
        assertThat(text(prefix + "example/server/maven-metadata.xml")).doesNotContain("1.1");
    }

    @Test
    void takesAnApprovalBackWithAllThatItBroughtAlong() throws Exception {
        var id = rig.maven().approve("example:server:1.0");
        assertThat(rig.get(JAR).status()).isEqualTo(200);

        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        assertThat(rig.get(JAR).status()).isEqualTo(403);
        assertThat(rig.get("/maven/example/parent/1/parent-1.pom").status()).isEqualTo(403);
        assertThat(rig.get(LIST).status()).isEqualTo(403);
    }

    @Test
    void notesWhatNobodyAskedForAndNotWhatDoesNotExist() throws Exception {
        rig.snapshots.refresh();

        assertThat(rig.get(POM).status()).isEqualTo(403);
        assertThat(rig.get("/maven/example/server/7/server-7.pom").status()).isEqualTo(404);
        assertThat(rig.get("/maven/example/nobody/1/nobody-1.pom").status()).isEqualTo(404);
        assertThat(rig.get("/maven/../npm/x").status()).isEqualTo(404);
        assertThat(rig.get("/maven/example/server/1.0/").status()).isEqualTo(404);
    }

    @Test
    void leavesOutWhatIsBesideAnApprovedFile() throws Exception {
        rig.maven().approve("example:server:1.0");

        assertThat(rig.get("/maven/example/server/1.0/server-1.0-sources.jar").status())
                .isEqualTo(404);
        assertThat(rig.get(JAR + ".asc").status()).isEqualTo(404);
    }
}
