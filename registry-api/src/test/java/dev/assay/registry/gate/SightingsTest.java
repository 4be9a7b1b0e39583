package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.Sightings.Outcome;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

final class SightingsTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

    @TempDir private Path directory;

    @Test
    void capsNewOnesPerClientAndHour() throws Exception {
        try (var rig = new GateRig(directory)) {
            var sightings = new Sightings(rig.fetches, 2, rig.clock);
            assertThat(sightings.sight(Purl.npm("a", "1.0.0"), CLIENT))
                    .isInstanceOf(Outcome.Recorded.class);
            assertThat(sightings.sight(Purl.npm("b", "1.0.0"), CLIENT))
                    .isInstanceOf(Outcome.Recorded.class);

            assertThat(sightings.sight(Purl.npm("c", "1.0.0"), CLIENT))
                    .isInstanceOf(Outcome.Capped.class);
            assertThat(rig.fetches.sighting(Purl.npm("c", "1.0.0"))).isEmpty();

            // What is known costs nothing, another client has its own, and an hour ends.
            assertThat(sightings.sight(Purl.npm("a", "1.0.0"), CLIENT))
                    .isInstanceOf(Outcome.Recorded.class);
            assertThat(sightings.sight(Purl.npm("c", "1.0.0"), InetAddress.ofLiteral("192.0.2.2")))
                    .isInstanceOf(Outcome.Recorded.class);
            rig.clock.advance(Duration.ofHours(1));
            assertThat(sightings.sight(Purl.npm("d", "1.0.0"), CLIENT))
                    .isInstanceOf(Outcome.Recorded.class);
        }
    }

    @Test
    void takesAWholeIpv6NetworkForOneClient() throws Exception {
        try (var rig = new GateRig(directory)) {
            var sightings = new Sightings(rig.fetches, 1, rig.clock);
            sightings.sight(Purl.npm("a", "1.0.0"), InetAddress.ofLiteral("2001:db8::1"));

            assertThat(
                            sightings.sight(
                                    Purl.npm("b", "1.0.0"), InetAddress.ofLiteral("2001:db8::2")))
                    .isInstanceOf(Outcome.Capped.class);
        }
    }

    @Test
    void saysSoInTheRefusalAndLinksNowhere() throws Exception {
        try (var rig = new GateRig(directory, 1, Duration.ZERO)) {
            rig.publish(
                    SamplePackage.bare("a", "1.0.0", Map.of()),
                    SamplePackage.bare("b", "1.0.0", Map.of()));
            rig.snapshots.refresh();
            rig.get("/npm/a/-/a-1.0.0.tgz");

            var refusal = rig.get("/npm/b/-/b-1.0.0.tgz");

            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.header("x-gate-decision")).isEmpty();
            assertThat(refusal.json().path("error").asString(""))
                    .contains("too many unknown packages in this hour")
                    .doesNotContain("/r/");
        }
    }
}
