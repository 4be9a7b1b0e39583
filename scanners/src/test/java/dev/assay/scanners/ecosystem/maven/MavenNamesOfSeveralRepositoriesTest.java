package dev.assay.scanners.ecosystem.maven;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Groups that are bound to a private repository, and packages that several might have. */
class MavenNamesOfSeveralRepositoriesTest {

    private static final String SIGNED_IN = OtherUpstream.authorization(null, "me", "s3cret");
    private static final Purl PRIVATE = new Purl("maven", "com.acme.mail", "server", "1.0");

    private final SampleMavenRepository open = SampleMavenRepository.start();
    private final SampleMavenRepository own = SampleMavenRepository.start();
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
        return new MavenUpstream(
                new MavenRepository(
                        MavenConfiguration.of(open.url()).with(List.of(others), owners),
                        MavenLimits.DEFAULT.asking(impatient),
                        Clock.systemUTC()));
    }

    private Upstream bound() {
        return upstream(new OtherUpstream(own.url(), List.of("com.acme.*"), SIGNED_IN));
    }

    private void nobodyHeard(SampleMavenRepository server, String name) {
        assertThat(server.requests()).noneMatch(each -> each.contains(name));
    }

    @Test
    void asksThePrivateRepositoryAloneForWhatIsBoundToIt(@TempDir Path folder) throws Exception {
        own.demand(SIGNED_IN);
        own.publish("com.acme.mail:server:1.0", "");
        open.publish("com.acme.mail:server:9.9", "");
        try (var upstream = bound()) {
            var found = (LookupOutcome.Found) upstream.find(PRIVATE);
            assertThat(found.release().fetch(folder.resolve("file")))
                    .isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(upstream.find(PRIVATE.withVersion("9.9")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            assertThat(upstream.versions(PRIVATE.withVersion(null), null))
                    .isInstanceOfSatisfying(
                            VersionsOutcome.Found.class,
                            all -> assertThat(all.versions().all()).containsExactly("1.0"));
        }
        nobodyHeard(open, "acme");
        assertThat(own.credentials()).containsExactly(SIGNED_IN);
        assertThat(open.credentials()).isEmpty();
    }

    @Test
    void neverFallsThroughWhenThePrivateRepositoryHasNoneOrIsAway() throws Exception {
        open.publish("com.acme.mail:server:1.0", "");
        try (var upstream = bound()) {
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.NoPackage.class);
            own.away(503);
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Unavailable.class);
            assertThat(upstream.versions(PRIVATE.withVersion(null), null))
                    .isInstanceOf(VersionsOutcome.Unavailable.class);
        }
        nobodyHeard(open, "acme");
    }

    @Test
    void resolvesAPublicPackageThatNeedsAPrivateName() throws Exception {
        var server = new Purl("maven", "example", "server", "1.0");
        open.publish(
                "example:server:1.0", dependencies("com.acme.mail:server:1.0", "example:part:2"));
        open.publish("example:part:2", "");
        open.publish("com.acme.mail:server:1.0", "");
        own.publish("com.acme.mail:server:1.0", dependencies("example:part:1"));
        own.publish("example:part:2", "");
        open.publish("example:part:1", "");
        try (var upstream = bound()) {
            var outcome = upstream.resolve(server, (purl, file) -> {});

            assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
            assertThat(((ClosureOutcome.Resolved) outcome).closure().packages())
                    .extracting(each -> each.purl().toString())
                    .containsExactlyInAnyOrder(
                            "pkg:maven/example/server@1.0",
                            "pkg:maven/com.acme.mail/server@1.0",
                            "pkg:maven/example/part@2");
            own.withdraw("com.acme.mail:server:1.0");
            assertThat(upstream.resolve(server, (purl, file) -> {}))
                    .isInstanceOf(ClosureOutcome.Unresolvable.class);
            own.away(503);
            assertThat(upstream.resolve(server, (purl, file) -> {}))
                    .isInstanceOf(ClosureOutcome.UpstreamAway.class);
        }
        nobodyHeard(open, "acme");
        nobodyHeard(own, "example");
    }

    @Test
    void givesANameToTheFirstThatHasItForGood() throws Exception {
        var both = new Purl("maven", "example", "both", "1.0");
        var late = new Purl("maven", "example", "late", "1.0");
        open.publish("example:both:1.0", "");
        own.publish("example:both:2.0", "").publish("example:late:1.0", "");
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(both)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(both.withVersion("2.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            assertThat(upstream.find(late)).isInstanceOf(LookupOutcome.Found.class);
            open.publish("example:late:1.1", "");
            assertThat(upstream.find(late.withVersion("1.1")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            own.away(503);
            assertThat(upstream.find(late.withVersion("1.1")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
    }

    @Test
    void asksNobodyElseWhileTheFirstIsAway() throws Exception {
        own.publish("example:any:1.0", "");
        open.away(503);
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(new Purl("maven", "example", "any", "1.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
            assertThat(upstream.versions(new Purl("maven", "example", "any", null), null))
                    .isInstanceOf(VersionsOutcome.Unavailable.class);
        }
        assertThat(own.requests()).isEmpty();
    }
}
