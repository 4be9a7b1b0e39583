package dev.assay.registry.gate.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.SampleWheel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What pip and uv are sent: headers and bodies, to the letter. */
final class PypiGateTest {

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final String PAGE = "/pypi/simple/a-server/";

    private GateRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new GateRig(folder);
        rig.pypi()
                .upstream
                .publish("part==2.1")
                .publish(SampleWheel.of("A.Server==1.0", "part>=2").withPython(">=3.8"))
                .publish("A.Server==1.1", "part>=2");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private JsonNode page(String path) throws IOException {
        var answer = rig.get(path, "Accept: " + JSON);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", JSON);
        return new JsonMapper().readTree(answer.body());
    }

    private static JsonNode file(JsonNode page, String version) {
        for (var file : page.path("files").values()) {
            if (file.path("filename").stringValue().contains("-" + version + "-")) {
                return file;
            }
        }
        throw new AssertionError("no file of " + version + " in " + page);
    }

    private RawResponse get(JsonNode file) throws IOException {
        return rig.get(path(file));
    }

    private static String path(JsonNode file) {
        return URI.create(file.path("url").stringValue()).getRawPath();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void listsApprovedFilesWithAllThatInstallersAskFor() throws Exception {
        rig.pypi().approve("a-server==1.0");

        var page = page(PAGE);
        var file = file(page, "1.0");

        assertThat(page.path("meta").path("api-version").stringValue()).startsWith("1.");
        assertThat(page.path("name").stringValue()).isEqualTo("a-server");
        assertThat(page.path("versions")).hasSize(2);
        assertThat(file.path("yanked").booleanValue()).isFalse();
        assertThat(file.path("requires-python").stringValue()).isEqualTo(">=3.8");
        assertThat(file.path("upload-time").stringValue()).startsWith("2026-01-02T");
        var answer = get(file);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(file.path("hashes").path("sha256").stringValue())
                .isEqualTo(sha256(answer.body()));
        assertThat(file.path("size").intValue()).isEqualTo(answer.body().length);
        var metadata = rig.get(path(file) + ".metadata");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(file.path("core-metadata").path("sha256").stringValue())
                .isEqualTo(sha256(metadata.body()));
        assertThat(new String(metadata.body(), StandardCharsets.UTF_8))
                .contains("Requires-Dist: part>=2");
        assertThat(page("/pypi/simple/A_SERVER").path("name").stringValue()).isEqualTo("a-server");
    }

    @Test
    void marksWhatIsRefusedAsYankedWithTheDecisionInItsAddress() throws Exception {
        rig.pypi().approve("a-server==1.0");
        var id = rig.pypi().known(ReleaseState.IN_REVIEW, "calls a new host", "a-server==1.1");

        var file = file(page(PAGE), "1.1");

        assertThat(file.path("yanked").stringValue())
                .startsWith("NOT APPROVED by Assay: in review; use 1.0 - ")
                .endsWith("/r/" + id);
        assertThat(path(file)).contains("/blocked/" + id + "/").endsWith("-1.1-py3-none-any.whl");
        assertThat(file.path("core-metadata").booleanValue()).isFalse();
        for (var path : new String[] {path(file), path(file) + ".metadata"}) {
            var answer = rig.get(path);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reason())
                    .startsWith("Blocked by Assay's policy, not a login problem: a-server 1.1")
                    .contains("in review", "use 1.0", id.value());
            // uv compares it as a whole, so it has no charset.
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.headers()).containsEntry("x-gate-decision", id.value());
            var body = new JsonMapper().readTree(answer.body());
            assertThat(body.path("package").path("purl").stringValue())
                    .isEqualTo("pkg:pypi/a-server@1.1");
            assertThat(body.path("title").stringValue()).isNotBlank();
            assertThat(body.path("approved").path(0).path("install").stringValue())
                    .contains("pip install --index-url http://", "/pypi/~/", "a-server==1.0");
        }
    }

    @Test
    void answersInTheFormThatIsWanted() throws Exception {
        rig.pypi().approve("a-server==1.0");

        var html = rig.get(PAGE, "Accept: text/html");
        assertThat(html.headers()).containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(new String(html.body(), StandardCharsets.UTF_8))
                .contains(
                        "name=\"pypi:repository-version\"",
                        "data-requires-python=\"&gt;=3.8\"",
                        "data-core-metadata=\"sha256=",
                        "#sha256=",
                        "data-yanked=\"NOT APPROVED by Assay");
        assertThat(PageWriter.type(null)).startsWith("text/html");
        assertThat(PageWriter.type("*/*")).startsWith("text/html");
        assertThat(PageWriter.type(JSON + ", application/vnd.pypi.simple.v1+html; q=0.1"))
                .isEqualTo(JSON);
        assertThat(PageWriter.type("application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01"))
                .isEqualTo("application/vnd.pypi.simple.v1+html");
        assertThat(PageWriter.type(JSON + ";q=0, text/html;q=0.1")).startsWith("text/html");
        var etag = html.headers().get("etag");
        assertThat(rig.get(PAGE, "Accept: text/html", "If-None-Match: " + etag).status())
                .isEqualTo(304);
        var projects = rig.get("/pypi/simple/", "Accept: " + JSON);
        assertThat(new String(projects.body(), StandardCharsets.UTF_8))
                .contains("\"name\":\"a-server\"", "\"name\":\"part\"");
    }

    @Test
    void refusesAFileThatWasUploadedToAnApprovedVersionLater() throws Exception {
        rig.pypi().approve("a-server==1.0");
        rig.pypi()
                .upstream
                .publish(SampleWheel.of("A.Server==1.0").withTag("cp312-cp312-win_amd64"));

        JsonNode later = null;
        for (var file : page(PAGE).path("files").values()) {
            if (file.path("filename").stringValue().contains("win_amd64")) {
                later = file;
            }
        }

        assertThat(later).isNotNull();
        assertThat(later.path("yanked").stringValue()).contains("approved with another file");
        var answer = get(later);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).contains("a-server 1.0 approved with another file");
    }

    @Test
    void servesOneClosureAloneUnderItsOwnPath() throws Exception {
        var first = rig.pypi().approve("a-server==1.0");
        rig.pypi().approve("a-server==1.1");
        var prefix = "/pypi/~/" + first + "/simple/";

        assertThat(file(page(prefix + "a-server/"), "1.0").path("yanked").booleanValue()).isFalse();
        var other = file(page(prefix + "a-server/"), "1.1");
        assertThat(other.path("yanked").stringValue()).contains("outside this closure");
        assertThat(get(other).status()).isEqualTo(403);
        var part = file(page(prefix + "part/"), "2.1");
        assertThat(path(part)).startsWith("/pypi/~/" + first + "/files/part/2.1/");
        assertThat(get(part).status()).isEqualTo(200);
    }

    @Test
    void takesAnApprovalBackWithAllThatItBroughtAlong() throws Exception {
        var id = rig.pypi().approve("a-server==1.0");
        var file = file(page(PAGE), "1.0");
        var part = file(page("/pypi/simple/part/"), "2.1");
        assertThat(get(file).status()).isEqualTo(200);

        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        for (var each : new JsonNode[] {file, part}) {
            assertThat(get(each).status()).isEqualTo(403);
            assertThat(rig.get(path(each) + ".metadata").status()).isEqualTo(403);
        }
        assertThat(get(file).reason()).contains("revoked");
        assertThat(file(page(PAGE), "1.0").path("yanked").stringValue()).contains("revoked");
    }

    @Test
    void holdsBytesBackThatAreNotWhatWasApproved() throws Exception {
        rig.pypi().approve("a-server==1.0");
        var file = file(page(PAGE), "1.0");
        rig.pypi().damage("a-server==1.0");

        assertThat(get(file).status()).isEqualTo(403);
        assertThat(get(file).reason()).contains("bytes differ from what was approved");
        assertThat(rig.get(path(file) + ".metadata").status()).isEqualTo(403);
        assertThat(file(page(PAGE), "1.0").path("yanked").stringValue()).contains("bytes differ");
    }

    @Test
    void neverRefusesAPageAndNotesWhatNobodyAskedFor() throws Exception {
        rig.snapshots.refresh();

        var file = file(page(PAGE), "1.0");
        assertThat(file.path("yanked").stringValue()).contains("never requested", "/r/");
        assertThat(get(file).status()).isEqualTo(403);
        assertThat(rig.get("/pypi/simple/nobody/").status()).isEqualTo(404);
        for (var nowhere :
                new String[] {
                    "/pypi/../npm/x",
                    "/pypi/",
                    "/pypi/simple/a/b/c",
                    "/pypi/files/a-server/1.0/" + "0".repeat(64) + "/other-1.0.tar.gz",
                    "/pypi/~/nobody/simple/a-server/"
                }) {
            assertThat(rig.get(nowhere).status()).as(nowhere).isEqualTo(404);
        }
        assertThat(RawResponse.send(rig.port(), "POST", PAGE).status()).isEqualTo(405);
    }

    @Test
    void servesWhatIsApprovedWhileUpstreamIsAway() throws Exception {
        rig.pypi().approve("a-server==1.0");
        rig.pypi().known(ReleaseState.REJECTED, "sends mail", "a-server==1.1");
        rig.pypi().upstream.away(503);

        var page = page(PAGE);

        assertThat(get(file(page, "1.0")).status()).isEqualTo(200);
        assertThat(page.toString()).contains("NOT APPROVED by Assay: rejected");
        assertThat(rig.get("/pypi/simple/nobody/").status()).isEqualTo(503);
    }
}
