package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.release.Stage;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Who fetched what is counted at the gate itself. */
final class FetchCounterTest {

    private final SamplePackage demo = SamplePackage.bare("demo-mcp", "1.0.0", Map.of());
    private final Purl purl = Purl.npm("demo-mcp", "1.0.0");
    private final String path = "/npm" + SampleUpstream.tarballPath("demo-mcp", "1.0.0");

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(demo);
        rig.approve(Stage.PILOT, demo);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void countsWhatWasServedAndWhatWasRefusedByTokenStageAndDay() throws IOException {
        var pilot = rig.token(Stage.PILOT, TokenScope.GATE_READ);
        for (var i = 0; i < 3; i++) {
            assertThat(rig.get(path, bearer(pilot.secret())).status()).isEqualTo(200);
        }
        assertThat(rig.get(path).status()).isEqualTo(403);
        rig.clock.advance(Duration.ofDays(1));
        assertThat(rig.get(path, bearer(pilot.secret())).status()).isEqualTo(200);
        assertThat(counts()).as("nothing is written while answering").isEmpty();

        rig.counter.write();

        var token = "token:" + pilot.token().id();
        assertThat(counts())
                .extracting(
                        FetchCount::caller,
                        each -> each.day().getDayOfMonth(),
                        FetchCount::stage,
                        FetchCount::outcome,
                        FetchCount::times)
                .containsExactlyInAnyOrder(
                        tuple(token, 22, Stage.PILOT, FetchCount.Outcome.SERVED, 1L),
                        tuple(token, 21, Stage.PILOT, FetchCount.Outcome.SERVED, 3L),
                        tuple(
                                FetchCount.ANONYMOUS,
                                21,
                                Stage.PRODUCTION,
                                FetchCount.Outcome.REFUSED,
                                1L));
    }

    private List<FetchCount> counts() {
        return rig.counts.of(purl, LocalDate.of(2026, 1, 1), 100);
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret;
    }
}
