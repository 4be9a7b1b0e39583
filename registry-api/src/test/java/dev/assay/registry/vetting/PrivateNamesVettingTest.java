package dev.assay.registry.vetting;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.upstream.UpstreamNameStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Names that are bound to a private upstream, from the request to the watch. */
@Timeout(180)
class PrivateNamesVettingTest {

    private static SamplePackage bare(String name, String version, Map<String, String> needs) {
        return SamplePackage.bare(name, version, needs);
    }

    @Test
    void vetsAndWatchesPrivatePackagesOfNpmByTheirOwnRegistryAlone(@TempDir Path data)
            throws Exception {
        try (var open = SampleUpstream.start();
                var own = SampleUpstream.start();
                var rig =
                        VettingRig.startWatching(
                                data,
                                open.url(),
                                "assay.upstream.npm.others[0].url=" + own.url(),
                                "assay.upstream.npm.others[0].namespaces=@acme/*,tools",
                                "assay.upstream.npm.others[0].token=s3cret",
                                "assay.watch.interval=400ms")) {
            own.demand("Bearer s3cret");
            open.publish(bare("server", "1.0.0", Map.of("@acme/mail", "^1.0.0")));
            own.publish(bare("@acme/mail", "1.0.0", Map.of()));
            open.publish(bare("@acme/mail", "1.9.9", Map.of()));

            var release = rig.vet("npm:server@1.0.0");
            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly("pkg:npm/server@1.0.0", "pkg:npm/%40acme/mail@1.0.0");

            var mail = rig.vet("npm:@acme/mail@1.0.0");
            assertThat(rig.approve(mail.id())).isInstanceOf(DecisionOutcome.Decided.class);
            assertThat(rig.vet("npm:@acme/mail@1.9.9").stateReason()).contains("no version 1.9.9");
            assertThat(rig.vet("npm:tools@1.0.0").state()).isEqualTo(ReleaseState.VETTING_FAILED);

            open.publish(bare("@acme/mail", "2.0.0", Map.of()));
            own.publish(bare("@acme/mail", "1.0.1", Map.of()));
            var releases = rig.get(ReleaseStore.class);
            while (releases.find(Purl.npm("@acme/mail", "1.0.1")).isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(releases.find(Purl.npm("@acme/mail", "2.0.0"))).isEmpty();
            assertThat(open.requests())
                    .noneMatch(each -> each.contains("acme") || each.contains("tools"));
            assertThat(own.requests()).noneMatch(each -> each.contains("server"));
            assertThat(open.credentials()).isEmpty();
        }
    }

    @Test
    void vetsPrivatePackagesOfMavenByTheirOwnRepositoryAlone(@TempDir Path data) throws Exception {
        try (var open = SampleMavenRepository.start();
                var own = SampleMavenRepository.start();
                var rig =
                        VettingRig.start(
                                data,
                                null,
                                "assay.upstream.maven.url=" + open.url(),
                                "assay.upstream.maven.others[0].url=" + own.url(),
                                "assay.upstream.maven.others[0].namespaces=com.acme",
                                "assay.upstream.maven.others[0].username=me",
                                "assay.upstream.maven.others[0].password=s3cret")) {
            own.demand("Basic bWU6czNjcmV0");
            open.publish("example:server:1.0", dependencies("com.acme.mail:mail:1.0"));
            open.publish("com.acme.mail:mail:1.0", dependencies("example:evil:1.0"));
            own.publish("com.acme.mail:mail:1.0", "");

            var release = rig.vet("pkg:maven/example/server@1.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly(
                            "pkg:maven/example/server@1.0", "pkg:maven/com.acme.mail/mail@1.0");
            own.away(503);
            assertThat(rig.vet("pkg:maven/com.acme.mail/mail@1.0").state())
                    .isEqualTo(ReleaseState.VETTING_FAILED);
            assertThat(open.requests()).noneMatch(each -> each.contains("acme"));
            assertThat(open.credentials()).isEmpty();
        }
    }

    @Test
    void keepsOnRecordWhoHadANameFirst(@TempDir Path data) throws Exception {
        try (var first = SampleUpstream.start();
                var second = SampleUpstream.start()) {
            second.publish(bare("late", "1.0.0", Map.of()));
            var settings = "assay.upstream.npm.others[0].url=" + second.url();
            try (var rig = VettingRig.start(data, first.url(), settings)) {
                assertThat(rig.vet("npm:late@1.0.0").state()).isEqualTo(ReleaseState.IN_REVIEW);
                var store = new UpstreamNameStore(rig.get(JdbcClient.class), Clock.systemUTC());
                assertThat(store.find("npm", "late")).hasValue(second.url());
                assertThat(store.claim("npm", "late", URI.create("http://other.example/")))
                        .isEqualTo(second.url());
            }
            // Somebody takes the name at the first one.
            first.publish(bare("late", "1.0.1", Map.of()));
            try (var rig = VettingRig.start(data, first.url(), settings)) {
                assertThat(rig.vet("npm:late@1.0.1").stateReason()).contains("no version 1.0.1");
            }
        }
    }
}
