package dev.assay.scanners.ecosystem.nuget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleNugetSource;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Names that are bound to a private source, and those that several might have. */
class NugetNamesOfSeveralSourcesTest {

    private static final Purl PRIVATE = Purl.parse("nuget:Acme.Mail@1.0.0");

    private final SampleNugetSource open = SampleNugetSource.start();
    private final SampleNugetSource own = SampleNugetSource.start();
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
                NugetConfiguration.of(open.url()).with(List.of(others), owners, OwnPackages.NONE);
        return new NugetUpstream(
                new NugetFeed(configuration, NugetLimits.DEFAULT.asking(impatient)),
                NugetTarget.of(null, null),
                Clock.systemUTC());
    }

    private Upstream bound() {
        return upstream(new OtherUpstream(own.url(), List.of("Acme.*"), null));
    }

    private void nobodyElseHeard() {
        assertThat(open.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void asksThePrivateSourceAlone() throws Exception {
        own.publish(PRIVATE.name(), "1.0.0");
        // Somebody took the name where everybody may publish.
        open.publish(PRIVATE.name(), "9.9.0");
        try (var upstream = bound()) {
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(PRIVATE.withVersion("9.9.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
        nobodyElseHeard();
    }

    @Test
    void neverFallsThroughWhenThePrivateSourceHasNoneOrIsAway() throws Exception {
        open.publish(PRIVATE.name(), "1.0.0");
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
        var both = Purl.parse("nuget:Both@1.0.0");
        open.publish(both.name(), "1.0.0");
        own.publish(both.name(), "2.0.0");
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(both)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(both.withVersion("2.0.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
    }
}
