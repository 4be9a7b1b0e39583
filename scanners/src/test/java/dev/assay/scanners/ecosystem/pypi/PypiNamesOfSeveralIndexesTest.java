package dev.assay.scanners.ecosystem.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
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

/** Names that are bound to a private index, and those that several might have. */
class PypiNamesOfSeveralIndexesTest {

    private static final Purl PRIVATE = new Purl("pypi", null, "acme-mail", "1.0");

    private final SamplePypiIndex open = SamplePypiIndex.start();
    private final SamplePypiIndex own = SamplePypiIndex.start();
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
        return new PypiUpstream(
                new PypiIndex(
                        PypiConfiguration.of(open.url())
                                .with(List.of(others), owners, OwnPackages.NONE),
                        PypiLimits.DEFAULT.asking(impatient)),
                PypiTarget.all(null, null),
                Clock.systemUTC());
    }

    private Upstream bound() {
        return upstream(new OtherUpstream(own.url(), List.of("Acme_*"), null));
    }

    private static void nobodyHeard(SamplePypiIndex server, String name) {
        assertThat(server.requests()).noneMatch(each -> each.contains(name));
    }

    @Test
    void asksThePrivateIndexAloneInWhateverSpelling(@TempDir Path folder) throws Exception {
        own.publish("acme-mail==1.0");
        // Somebody took the name where everybody may publish.
        open.publish("acme-mail==9.9");
        try (var upstream = bound()) {
            for (var spelling : List.of("acme-mail", "Acme.Mail", "ACME_mail")) {
                var found = upstream.find(new Purl("pypi", null, spelling, "1.0"));
                assertThat(found).as(spelling).isInstanceOf(LookupOutcome.Found.class);
                assertThat(((LookupOutcome.Found) found).release().fetch(folder.resolve("file")))
                        .isInstanceOf(FetchOutcome.Fetched.class);
            }
            assertThat(upstream.find(PRIVATE.withVersion("9.9")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
        nobodyHeard(open, "acme");
    }

    @Test
    void neverFallsThroughWhenThePrivateIndexHasNoneOrIsAway() throws Exception {
        open.publish("acme-mail==1.0");
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
        open.publish("server==1.0", "acme-mail").publish("acme-mail==9.9").publish("left==1.0");
        own.publish("acme-mail==1.0", "left").publish("left==2.0");
        try (var upstream = bound()) {
            var outcome =
                    upstream.resolve(new Purl("pypi", null, "server", "1.0"), (purl, file) -> {});
            assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
            assertThat(((ClosureOutcome.Resolved) outcome).closure().packages())
                    .extracting(each -> each.purl().toString())
                    .containsExactlyInAnyOrder(
                            "pkg:pypi/server@1.0", "pkg:pypi/acme-mail@1.0", "pkg:pypi/left@1.0");
        }
        nobodyHeard(open, "acme");
        nobodyHeard(own, "left");
    }

    @Test
    void givesANameToTheFirstThatHasItForGood() throws Exception {
        var both = new Purl("pypi", null, "both", "1.0");
        var late = new Purl("pypi", null, "late", "1.0");
        open.publish("both==1.0");
        own.publish("both==2.0").publish("late==1.0");
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(both)).isInstanceOf(LookupOutcome.Found.class);
            assertThat(upstream.find(both.withVersion("2.0")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
            assertThat(upstream.find(late)).isInstanceOf(LookupOutcome.Found.class);
            open.publish("late==1.1");
            assertThat(upstream.find(late.withVersion("1.1")))
                    .isInstanceOf(LookupOutcome.NoVersion.class);
        }
    }

    @Test
    void asksNobodyElseWhileTheFirstIsAway() throws Exception {
        own.publish("any==1.0");
        open.away(503);
        try (var upstream = upstream(new OtherUpstream(own.url(), List.of(), null))) {
            assertThat(upstream.find(new Purl("pypi", null, "any", "1.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
        assertThat(own.requests()).isEmpty();
    }
}
