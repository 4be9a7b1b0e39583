package dev.assay.scanners.ecosystem.nuget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SampleNupkg;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/** On a double of a source: no server of the protocol can be had where this is built. */
final class NugetUpstreamTest extends UpstreamContract {

    private final SampleNugetSource server = SampleNugetSource.start();

    @Override
    protected Upstream open() {
        return new NugetUpstream(
                new NugetFeed(NugetConfiguration.of(server.url()), NugetLimits.DEFAULT),
                NugetTarget.of(null, null),
                Clock.systemUTC());
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return Purl.parse("nuget:Contract." + name);
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.publish(
                release.name(),
                release.exactVersion(),
                needs.isEmpty() ? new String[0] : new String[] {named(needs).name() + " 1.0.0"});
    }

    @Override
    protected void publishHostile(Purl release) {
        server.publish(
                SampleNupkg.of(release.name(), release.exactVersion())
                        .withFile("tools/..%2F..%2Fescaped.ps1", "Write-Host"));
    }

    @Override
    protected void alter(Purl release) {
        server.alter(release.name(), release.exactVersion());
    }

    @Override
    protected void withdraw(Purl release) {
        server.withdraw(release.name(), release.exactVersion());
    }

    @Override
    protected void goAway() {
        server.away(503);
    }

    @Test
    void saysWhyAPublisherAdvisesAgainstAVersionThatIsStillThere() throws Exception {
        server.publish("Contract.Old", "1.0.0").publish("Contract.Old", "2.0.0");
        server.unlist("Contract.Old", "1.0.0");
        server.say(
                "Contract.Old",
                "2.0.0",
                "\"deprecation\": {\"reasons\": [\"Legacy\"], \"message\": \"Use another\"}");
        try (var upstream = open()) {
            var versions =
                    ((VersionsOutcome.Found) upstream.versions(named("old"), null)).versions();
            var one = versions.find("1.0.0").orElseThrow();
            assertThat(one.fetchable()).isTrue();
            assertThat(one.deprecated()).isTrue();
            assertThat(manifest(upstream, "1.0.0")).contains("unlisted: its publisher");
            assertThat(manifest(upstream, "2.0.0"))
                    .contains("deprecated (Legacy): Use another")
                    .contains("\"id\":\"Contract.Old\"");
        }
    }

    private String manifest(Upstream upstream, String version) throws Exception {
        return ((LookupOutcome.Found) upstream.find(release("old", version))).release().manifest();
    }

    @Test
    void readsPagesOfRegistrationsAndDoesWithoutACatalog() throws Exception {
        server.inPages().withoutCatalog().publish("Contract.Paged", "1.2.3.4");
        try (var upstream = open()) {
            var found = upstream.find(release("paged", "1.2.3.4"));
            assertThat(found).isInstanceOf(LookupOutcome.Found.class);
            assertThat(((LookupOutcome.Found) found).release().promised()).isNull();
        }
    }

    @Test
    void saysThatASignatureIsThereAndNotVerified(@TempDir Path folder) throws Exception {
        server.publish(SampleNupkg.of("Contract.Signed", "1.0.0").withFile(".signature.p7s", "x"));
        try (var upstream = open()) {
            var offered =
                    ((LookupOutcome.Found) upstream.find(release("signed", "1.0.0"))).release();
            var fetched = (FetchOutcome.Fetched) offered.fetch(folder.resolve("signed"));
            var publishing = Objects.requireNonNull(offered.publishing(fetched.integrity()));
            assertThat(publishing.signatures().registry().state()).isEqualTo("could not check");
            assertThat(publishing.signatures().registry().reason()).contains(".signature.p7s");
        }
    }

    @Test
    void saysWhatToSetWhereNoSourceIsConfigured() throws Exception {
        var nowhere =
                NugetConfiguration.read(
                        Map.of("NUGET_COMMON_APPLICATION_DATA", "/nonexistent"),
                        Path.of("/nonexistent"),
                        null);
        try (var upstream =
                new NugetUpstream(
                        new NugetFeed(nowhere, NugetLimits.DEFAULT),
                        NugetTarget.of(null, null),
                        Clock.systemUTC())) {
            assertThat(upstream.find(release("any", "1.0.0")))
                    .isEqualTo(
                            new LookupOutcome.NotConfigured(
                                    "no NuGet source configured; set assay.upstream.nuget.url or a"
                                            + " V3 source in a NuGet.Config"));
        }
    }
}
