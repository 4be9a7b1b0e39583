package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.RawResponse;
import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.OtherUpstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the gate asks upstream for: private names of the registry that they are bound to alone. */
final class PrivateNamesTest {

    private static final SamplePackage MAIL = SamplePackage.bare("@acme/mail", "1.0.0", Map.of());
    private static final SamplePackage TAKEN = SamplePackage.bare("@acme/mail", "9.9.9", Map.of());

    private SampleUpstream own;
    private GateRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        own = SampleUpstream.start();
        rig = GateRig.withOthers(folder, new OtherUpstream(own.url(), List.of("@acme"), null));
    }

    @AfterEach
    void stop() {
        rig.close();
        own.close();
    }

    private void nobodyHeard() {
        assertThat(rig.upstream.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void listsAndServesAPrivatePackageByItsOwnRegistryAlone() throws Exception {
        own.publish(MAIL);
        rig.publish(TAKEN);
        rig.approve(MAIL);

        var packument = rig.get("/npm/@acme%2fmail");
        assertThat(packument.status()).isEqualTo(200);
        assertThat(new String(packument.body(), StandardCharsets.UTF_8))
                .contains("1.0.0")
                .doesNotContain("9.9.9");
        assertThat(rig.get("/npm/@acme/mail/-/mail-1.0.0.tgz").body()).isEqualTo(MAIL.tarball());
        assertThat(rig.get("/npm/@acme/mail/-/mail-9.9.9.tgz").status()).isEqualTo(404);
        nobodyHeard();
    }

    @Test
    void asksNobodyElseForAPrivateNameThatNobodyAskedForYet() throws Exception {
        rig.publish(TAKEN);
        rig.snapshots.refresh();

        assertThat(rig.get("/npm/@acme%2fmail").status()).isEqualTo(404);
        own.inject(Fault.UNAVAILABLE, "/");
        assertThat(rig.get("/npm/@acme%2fother").status()).isEqualTo(403);
        nobodyHeard();
    }

    @Test
    void keepsPrivateNamesOutOfWhatIsPassedOn() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var path :
                    List.of(
                            "-/npm/v1/security/advisories/bulk",
                            "-/npm/v1/security/audits/quick")) {
                client.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:" + rig.port() + "/npm/" + path))
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"@acme/mail\":[\"1.0.0\"],\"left\":[\"1\"]}"))
                                .header("Content-Type", "application/json")
                                .build(),
                        BodyHandlers.ofString());
            }
        }
        RawResponse.send(rig.port(), "GET", "/npm/-/npm/v1/attestations/@acme%2fmail@1.0.0");

        assertThat(rig.upstream.requests())
                .contains("POST /-/npm/v1/security/advisories/bulk")
                .doesNotContain("POST /-/npm/v1/security/audits/quick");
        nobodyHeard();
    }

    @Test
    void leavesOutOfAnAuditWhatIsBoundElsewhere() {
        var headers = new java.util.HashMap<>(Map.of("content-type", "application/json"));
        var body = "{\"@acme/mail\":[\"1.0.0\"],\"left\":[\"1.0.0\"]}";

        assertThat(
                        PublicAudit.of(
                                body.getBytes(StandardCharsets.UTF_8),
                                headers,
                                name -> name.startsWith("@acme/")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"left\":[\"1.0.0\"]}");
        assertThat(PublicAudit.of("[]".getBytes(StandardCharsets.UTF_8), headers, name -> false))
                .isNull();
    }
}
