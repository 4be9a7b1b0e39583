package dev.assay.scanners.ecosystem.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.signature.SignatureCheck;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Names that are bound to a private registry, and those that several might have. */
class NpmNamesOfSeveralRegistriesTest {

    private static final String TOKEN = "Bearer s3cret";
    private static final Purl PRIVATE = Purl.npm("@acme/mail", "1.0.0");

    private final SampleUpstream open = SampleUpstream.start();
    private final SampleUpstream own = SampleUpstream.start();
    private final NameOwners owners = NameOwners.inMemory();

    @AfterEach
    void stop() {
        open.close();
        own.close();
    }

    private static SamplePackage named(String name, String version, String... needs) {
        return SamplePackage.bare(
                name, version, needs.length == 0 ? Map.of() : Map.of(needs[0], needs[1]));
    }

    private Upstream upstream(SampleUpstream first, OtherUpstream... others) {
        var at =
                new NpmRegistrySettings(
                        new UpstreamSettings(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                List.of(),
                                3),
                        NpmRegistrySettings.DEFAULT.largestPackument(),
                        NpmRegistrySettings.DEFAULT.largestTarball(),
                        NpmRegistrySettings.DEFAULT.largestForward());
        var registry =
                new NpmRegistry(NpmConfiguration.of(first.url()).with(List.of(others), owners), at);
        return new NpmUpstream(
                registry,
                new NpmPublishing(registry, new SignatureCheck(null, null), Clock.systemUTC()));
    }

    private Upstream bound() {
        return upstream(open, new OtherUpstream(own.url(), List.of("@acme/*", "tools"), TOKEN));
    }

    private static FetchOutcome fetch(Upstream upstream, Purl purl, Path folder) throws Exception {
        return upstream.find(purl) instanceof LookupOutcome.Found(var offered)
                ? offered.fetch(folder.resolve("file"))
                : new FetchOutcome.NotFound(String.valueOf(upstream.find(purl)));
    }

    private void nobodyHeard(SampleUpstream server, String name) {
        assertThat(server.requests()).noneMatch(each -> each.contains(name));
    }

    @Test
    void asksThePrivateRegistryAloneForWhatIsBoundToIt(@TempDir Path folder) throws Exception {
        own.demand(TOKEN);
        own.publish(named("@acme/mail", "1.0.0"));
        // Somebody took the name where everybody may publish.
        open.publish(named("@acme/mail", "9.9.9"));
        try (var upstream = bound()) {
            assertThat(fetch(upstream, PRIVATE, folder)).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(upstream.find(PRIVATE.withVersion("9.9.9")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            assertThat(upstream.versions(PRIVATE.withVersion(null), null))
                    .isInstanceOfSatisfying(
                            VersionsOutcome.Found.class,
                            found -> assertThat(found.versions().all()).containsExactly("1.0.0"));
        }
        nobodyHeard(open, "acme");
        assertThat(open.credentials()).isEmpty();
        assertThat(own.credentials()).containsExactly(TOKEN);
    }

    @Test
    void neverFallsThroughWhenThePrivateRegistryHasNoneOrIsAway(@TempDir Path folder)
            throws Exception {
        open.publish(named("@acme/mail", "1.0.0"));
        open.publish(named("tools", "1.0.0"));
        try (var upstream = bound()) {
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.NoPackage.class);
            assertThat(upstream.find(Purl.npm("tools", "1.0.0")))
                    .isInstanceOf(LookupOutcome.NoPackage.class);

            own.inject(Fault.UNAVAILABLE, "/");
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Unavailable.class);
            assertThat(upstream.versions(PRIVATE.withVersion(null), null))
                    .isInstanceOf(VersionsOutcome.Unavailable.class);
            own.clearFaults();
            own.demand("Bearer other");
            assertThat(upstream.find(PRIVATE)).isInstanceOf(LookupOutcome.Unavailable.class);
        }
        nobodyHeard(open, "acme");
        nobodyHeard(open, "tools");
    }

    @Test
    void resolvesAPublicPackageThatNeedsAPrivateName() throws Exception {
        open.publish(named("server", "1.0.0", "@acme/mail", "^1.0.0"));
        open.publish(named("@acme/mail", "1.9.0"));
        own.publish(named("@acme/mail", "1.0.0", "left", "1.0.0"));
        // What a private package needs may be public all the same.
        open.publish(named("left", "1.0.0"));
        own.publish(named("left", "1.0.0"));
        try (var upstream = bound()) {
            var outcome = upstream.resolve(Purl.npm("server", "1.0.0"), (purl, file) -> {});

            assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
            assertThat(((ClosureOutcome.Resolved) outcome).closure().packages())
                    .extracting(each -> each.purl().toString())
                    .containsExactlyInAnyOrder(
                            "pkg:npm/server@1.0.0",
                            "pkg:npm/%40acme/mail@1.0.0",
                            "pkg:npm/left@1.0.0");
            own.unpublish("@acme/mail", "1.0.0");
            assertThat(upstream.resolve(Purl.npm("server", "1.0.0"), (purl, file) -> {}))
                    .isInstanceOf(ClosureOutcome.Unresolvable.class);
            own.inject(Fault.UNAVAILABLE, "/");
            assertThat(upstream.resolve(Purl.npm("server", "1.0.0"), (purl, file) -> {}))
                    .isInstanceOf(ClosureOutcome.UpstreamAway.class);
        }
        nobodyHeard(open, "acme");
        nobodyHeard(own, "left");
        nobodyHeard(own, "server");
    }

    @Test
    void lendsNobodyTheCredentialsOfAnother(@TempDir Path folder) throws Exception {
        own.publish(named("@acme/mail", "1.0.0"));
        own.demand(TOKEN);
        var stolen = own.url() + "@acme/mail/-/mail-1.0.0.tgz";
        var evil = named("evil", "1.0.0");
        open.publish(evil);
        try (var registry =
                new NpmRegistry(
                        NpmConfiguration.of(open.url())
                                .with(
                                        List.of(
                                                new OtherUpstream(
                                                        own.url(), List.of("@acme/*"), TOKEN)),
                                        owners),
                        NpmRegistrySettings.DEFAULT)) {
            var dist = new dev.assay.scanners.artifact.npm.Dist(stolen, evil.integrity(), null);
            assertThat(registry.tarball(Purl.npm("evil", "1.0.0"), dist, folder.resolve("f")))
                    .isInstanceOfSatisfying(
                            FetchOutcome.Unavailable.class,
                            away -> assertThat(away.reason()).contains("which this name is not"));
        }
        assertThat(own.requests()).isEmpty();
    }

    @Test
    void givesANameToTheFirstThatHasItForGood(@TempDir Path folder) throws Exception {
        var second = new OtherUpstream(own.url(), List.of(), null);
        own.publish(named("late", "1.0.0"));
        own.publish(named("both", "2.0.0"));
        open.publish(named("both", "1.0.0"));
        try (var upstream = upstream(open, second)) {
            assertThat(upstream.find(Purl.npm("both", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(Purl.npm("both", "2.0.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            assertThat(fetch(upstream, Purl.npm("late", "1.0.0"), folder))
                    .isInstanceOf(FetchOutcome.Fetched.class);

            // The first gets one of that name later, and the second loses its own.
            open.publish(named("late", "1.0.1"));
            own.inject(Fault.UNAVAILABLE, "/late");
            assertThat(upstream.find(Purl.npm("late", "1.0.1")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
            open.unpublish("both", "1.0.0");
            assertThat(upstream.find(Purl.npm("both", "2.0.0")))
                    .isNotInstanceOf(LookupOutcome.Found.class);
        }
        try (var without =
                upstream(
                        open,
                        new OtherUpstream(
                                java.net.URI.create("http://127.0.0.1:1/"), List.of(), null))) {
            assertThat(without.find(Purl.npm("late", "1.0.1")))
                    .isInstanceOfSatisfying(
                            LookupOutcome.Unavailable.class,
                            lost -> assertThat(lost.reason()).contains("no upstream any more"));
        }
    }

    @Test
    void asksNobodyElseWhileTheFirstIsAway() throws Exception {
        own.publish(named("any", "1.0.0"));
        open.inject(Fault.UNAVAILABLE, "/");
        try (var upstream = upstream(open, new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(Purl.npm("any", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
        assertThat(own.requests()).isEmpty();
    }
}
