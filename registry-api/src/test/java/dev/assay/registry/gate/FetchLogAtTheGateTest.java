package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.fetchlog.AddressClass;
import dev.assay.inventory.fetchlog.Fetch;
import dev.assay.inventory.fetchlog.FetchRecord;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Nothing leaves the gate that is not on record. */
final class FetchLogAtTheGateTest {

    private final SamplePackage helper = SamplePackage.bare("helper", "2.0.0", Map.of());
    private final SamplePackage demo = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
    private final Purl purl = Purl.npm("demo-mcp", "1.0.0");
    private final Purl helps = Purl.npm("helper", "2.0.0");
    private final String path = "/npm" + SampleUpstream.tarballPath("demo-mcp", "1.0.0");
    private final String helping = "/npm" + SampleUpstream.tarballPath("helper", "2.0.0");

    @TempDir private Path directory;
    private GateRig rig;
    private Id release;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(demo, helper);
        release = rig.approve(Stage.PILOT, demo, helper);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void recordsEachFileThatIsGivenWithWhoAskedAndUnderWhichRelease() throws Exception {
        var pilot = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        var bearer = "Authorization: Bearer " + pilot.secret();
        assertThat(rig.get(path, bearer).status()).isEqualTo(200);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.get(path, bearer).status()).as("from memory").isEqualTo(200);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.get(helping, bearer).status()).isEqualTo(200);

        assertThat(RawResponse.send(rig.port(), "HEAD", path, bearer).status()).isEqualTo(200);
        assertThat(rig.get("/npm/demo-mcp", bearer).status()).isEqualTo(200);
        assertThat(rig.get(path).status()).as("not for production").isEqualTo(403);

        assertThat(given())
                .extracting(FetchRecord::fetch)
                .extracting(Fetch::purl)
                .containsExactly(helps, purl, purl);
        assertThat(given().getLast().fetch())
                .isEqualTo(
                        new Fetch(
                                rig.clock.instant().minusSeconds(2),
                                "token:" + pilot.token().id(),
                                Stage.PILOT,
                                release,
                                purl,
                                Sha256.of(demo.tarball()),
                                AddressClass.LOOPBACK,
                                Fetch.Outcome.SERVED));
        assertThat(given()).extracting(FetchRecord::sequence).containsExactly(3L, 2L, 1L);
    }

    @Test
    void tellsWhoWasGivenWhatIsRevokedLater() throws Exception {
        rig.approve(release, Stage.PRODUCTION);
        assertThat(rig.get(path).status()).isEqualTo(200);
        rig.change(release, ReleaseState.REVOKED, "bad");
        assertThat(rig.get(path).status()).isEqualTo(403);

        assertThat(given())
                .singleElement()
                .satisfies(each -> assertThat(each.fetch().caller()).isEqualTo("anonymous"));
    }

    @Test
    void givesNothingOnceItCouldNotBeRecordedForAWhileAndGivesAgainLater() throws Exception {
        rig.approve(release, Stage.PRODUCTION);
        var folder = directory.resolve("fetch-log").resolve("1");
        var aside = directory.resolve("aside");
        Files.move(folder, aside);
        Files.createFile(folder);

        assertThat(rig.get(path).status()).as("kept until it can be written").isEqualTo(200);
        Thread.sleep(900);
        var refused = rig.get(path);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isNotBlank();
        assertThat(rig.get("/health/readiness").status()).isEqualTo(503);
        assertThat(rig.get("/health/liveness").status()).isEqualTo(200);
        assertThat(refused.json().path("error").asString(""))
                .contains("its log of fetches is closed: it cannot be written");

        Files.delete(folder);
        Files.move(aside, folder);
        assertThat(rig.log.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(rig.get(path).status()).isEqualTo(200);
        assertThat(given()).hasSize(2);
        assertThat(rig.get("/health/readiness").status()).isEqualTo(200);
    }

    private List<FetchRecord> given() throws InterruptedException, IOException {
        assertThat(rig.shipping.shipAll()).isTrue();
        return rig.given.of(release, purl, 0, 100);
    }
}
