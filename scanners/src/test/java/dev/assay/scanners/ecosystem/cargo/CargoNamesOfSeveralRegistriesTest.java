package dev.assay.scanners.ecosystem.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Names that are bound to a private registry, and those that several might have. */
class CargoNamesOfSeveralRegistriesTest {

    private static final Purl PRIVATE = new Purl("cargo", null, "acme-mail", "1.0.0");

    private final SampleCrateRegistry open = SampleCrateRegistry.start();
    private final SampleCrateRegistry own = SampleCrateRegistry.start();
    private final NameOwners owners = NameOwners.inMemory();

    @AfterEach
    void stop() {
        open.close();
        own.close();
    }

    private Upstream upstream(OtherUpstream... others) {
        var impatient =
                new UpstreamSettings(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        List.of(),
                        3);
        var configuration =
                CargoConfiguration.of(open.url()).with(List.of(others), owners, OwnPackages.NONE);
        return new CargoUpstream(
                new CargoRegistry(configuration, CargoLimits.DEFAULT.asking(impatient)),
                CargoTarget.of(null),
                Clock.systemUTC());
    }

    private Upstream bound() {
        return upstream(new OtherUpstream(own.url(), List.of("acme-*"), null));
    }

    private void nobodyElseHeard() {
        assertThat(open.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void asksThePrivateRegistryAlone() throws Exception {
        own.publish(SampleCrate.of(PRIVATE.name(), "1.0.0"));
        // Somebody took the name where everybody may publish.
        open.publish(SampleCrate.of(PRIVATE.name(), "9.9.0"));
        try (var upstream = bound()) {
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(PRIVATE.withVersion("9.9.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
        nobodyElseHeard();
    }

    @Test
    void neverFallsThroughWhenThePrivateRegistryHasNoneOrIsAway() throws Exception {
        open.publish(SampleCrate.of(PRIVATE.name(), "1.0.0"));
        try (var upstream = bound()) {
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.NoPackage.class);
            own.away(503);
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Unavailable.class);
            assertThat(upstream.versions(PRIVATE.withVersion(null), null))
                    .isInstanceOf(VersionsOutcome.Unavailable.class);
        }
        nobodyElseHeard();
    }

    @Test
    void givesANameToTheFirstThatHasItForGood() throws Exception {
        var both = new Purl("cargo", null, "both", "1.0.0");
        open.publish(SampleCrate.of(both.name(), "1.0.0"));
        own.publish(SampleCrate.of(both.name(), "2.0.0"));
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(both)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(both.withVersion("2.0.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
    }
}
