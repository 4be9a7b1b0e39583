package dev.assay.registry.gate.mcpb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SampleBundle;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bundles over plain HTTP, to the JDK's client and to curl. */
final class BundleGateTest {

    private static final byte[] BYTES = SampleBundle.of("mail", "1.2.0", "").bytes();
    private static final Sha256 DIGEST = Sha256.of(BYTES);
    private static final Purl MAIL =
            Purl.parse("https://files.example.com/v1.2.0/mail.mcpb@sha256:" + DIGEST);
    private static final String PATH = "/mcpb/" + DIGEST + "/mail.mcpb";

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("curl", "curl", "--version");

    @TempDir Path folder;

    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(folder.resolve("gate"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Id add() throws Exception {
        var integrity = Integrity.of(DIGEST);
        rig.vettings.addArtifact(
                new VettingStore.Artifact(integrity, rig.blobs.put(BYTES), BYTES.length));
        var release = rig.releases.add(MAIL);
        rig.closures.keep(
                release.id(),
                new Closure(MAIL, List.of(new LockedPackage("", MAIL, integrity, false, "{}"))));
        rig.releases.fetched(release.id(), DIGEST, integrity);
        return release.id();
    }

    private Id approve() throws Exception {
        var id = add();
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + rig.port() + path);
    }

    @Test
    void servesApprovedBytesByTheirDigest() throws Exception {
        var id = approve();

        try (var client = HttpClient.newHttpClient()) {
            for (var path : List.of(PATH, "/mcpb/~/" + id + "/" + DIGEST + "/mail.mcpb")) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(address(path)).build(),
                                BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(BYTES);
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/zip");
                assertThat(answer.headers().firstValue("etag")).hasValue("\"" + DIGEST + "\"");
            }
        }
        var head = RawResponse.send(rig.port(), "HEAD", PATH);
        assertThat(head.headers()).containsEntry("content-length", "" + BYTES.length);
    }

    @Test
    void refusesWithAProblemDocumentAndSaysWhatToDo() throws Exception {
        rig.snapshots.refresh();
        refused("never requested", "NEVER_REQUESTED");

        var id = add();
        rig.change(id, ReleaseState.IN_REVIEW, "asks for a new password");
        refused("in review", "IN_REVIEW");
        rig.approve(id, Stage.PRODUCTION);
        assertThat(rig.get(PATH).status()).isEqualTo(200);
        rig.change(id, ReleaseState.REVOKED, "it was stolen");
        refused("revoked", "REVOKED");
    }

    private void refused(String what, String state) throws Exception {
        var answer = rig.get(PATH);
        assertThat(answer.status()).as(what).isEqualTo(403);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.reason()).startsWith("Blocked by Assay's policy, not a login problem");
        var body = new JsonMapper().readTree(answer.body());
        assertThat(body.path("state").stringValue()).as(what).isEqualTo(state);
        assertThat(body.path("package").path("purl").stringValue())
                .contains("sha256." + DIGEST.hex());
        assertThat(body.path("links").path("request").stringValue()).contains("/r/");
    }

    @Test
    void neverServesBytesThatAreNotWhatWasApproved() throws Exception {
        approve();
        var blob = rig.blobs.file(DIGEST).orElseThrow();
        blob.toFile().setWritable(true);
        var altered = BYTES.clone();
        altered[100] ^= 1;
        Files.write(blob, altered);

        var answer = rig.get(PATH);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(new JsonMapper().readTree(answer.body()).path("state").stringValue())
                .isEqualTo("BYTES_DIFFER");
    }

    @Test
    void hasNothingElse() throws Exception {
        approve();

        for (var path :
                List.of(
                        "/mcpb",
                        "/mcpb/",
                        "/mcpb/" + DIGEST,
                        "/mcpb/" + DIGEST + "/mail.zip",
                        "/mcpb/" + DIGEST + "/../mail.mcpb",
                        "/mcpb/abc/mail.mcpb",
                        "/mcpb/~/nobody/" + DIGEST + "/mail.mcpb")) {
            assertThat(rig.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(RawResponse.send(rig.port(), "PUT", PATH).status()).isEqualTo(405);
    }

    @Test
    void curlFetchesAnApprovedBundle() throws Exception {
        approve();

        var file = folder.resolve("mail.mcpb");
        assertThat(curl("-fsS", "-o", file.toString())).isEmpty();
        assertThat(file).hasBinaryContent(BYTES);
    }

    @Test
    void showsCurlWhyABundleIsRefused() throws Exception {
        rig.snapshots.refresh();
        assertThat(curl("-sS", "--fail-with-body")).contains("was never requested");
        var id = add();
        rig.change(id, ReleaseState.IN_REVIEW, "asks for a new password");
        assertThat(curl("-sS", "--fail-with-body")).contains("is in review", "/r/" + id);
        rig.approve(id, Stage.PRODUCTION);
        rig.change(id, ReleaseState.REVOKED, "it was stolen");
        assertThat(curl("-fsS"))
                .contains("The requested URL returned error: 403")
                .doesNotContain("PK");
        assertThat(curl("-sS", "--fail-with-body"))
                .contains("was revoked", "\"status\":403", "/r/" + id);
    }

    @Test
    void showsCurlThatBytesAreNotWhatWasApproved() throws Exception {
        approve();
        var blob = rig.blobs.file(DIGEST).orElseThrow();
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.writeString(blob, "something else");

        assertThat(curl("-sS", "--fail-with-body")).contains("\"status\":403", "BYTES_DIFFER");
    }

    private String curl(String... options) throws Exception {
        assumeTrue(ClientRun.isHere("curl"), "curl is not installed");
        var command = new ArrayList<>(List.of("curl", "-q"));
        command.addAll(List.of(options));
        command.add(address(PATH).toString());
        return ClientRun.of(new ProcessBuilder(command)).output();
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
                    }

                    @Override
                    public Id approve() throws Exception {
                        var id = add();
                        rig.approve(id, Stage.PRODUCTION);
                        return id;
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        assumeTrue(ClientRun.isHere("curl"), "curl is not installed");
                        return ClientRun.of(
                                new ProcessBuilder(
                                        "curl",
                                        "-q",
                                        "-sS",
                                        "--fail-with-body",
                                        address(PATH).toString()));
                    }
                });
    }
}
