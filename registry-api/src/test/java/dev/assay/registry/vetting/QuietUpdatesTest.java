package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Quiet updates are approved by the policy, after a while, and as nobody's decision. */
class QuietUpdatesTest {

    @TempDir private Path data;
    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeEach
    void start() {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        rig =
                VettingRig.start(
                        data,
                        upstream.url(),
                        "assay.policy.check=100ms",
                        "assay.policy.quiet-updates.enabled=true",
                        "assay.policy.quiet-updates.cooling=7d");
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void approvesAQuietUpdateOnceItIsOldEnoughOnTheStrengthOfThePersonsDecision() throws Exception {
        for (var version : List.of("1.0.0", "1.0.1", "1.0.2")) {
            upstream.publish(SamplePackage.bare("calm", version, Map.of()));
        }
        var before = rig.vet("npm:calm@1.0.0", "api.example.com");
        assertThat(rig.approve(before.id())).isInstanceOf(DecisionOutcome.Decided.class);
        var update = rig.vet("npm:calm@1.0.1", "api.example.com");

        rig.pass(Duration.ofDays(6));
        Thread.sleep(500);
        assertThat(now(update).state()).isEqualTo(ReleaseState.IN_REVIEW);
        rig.pass(Duration.ofDays(2));

        var after = rig.await(update.id(), each -> each.state() == ReleaseState.APPROVED);
        assertThat(after.stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(after.expiresAt()).isEqualTo(now(before).expiresAt());
        var decision = rig.get(ReviewStore.class).decisions(update.id()).getFirst();
        assertThat(decision.actorId()).isEqualTo(Account.POLICY);
        assertThat(decision.reason()).contains("by the policy", before.purl().toString());
        var person = rig.get(ReviewStore.class).decisions(before.id()).getFirst();
        assertThat(rig.get(ReviewStore.class).restsOn(decision.id())).contains(person.id());
        assertThat(rig.get(AuditTrail.class).of(update.purl().toString()))
                .anySatisfy(
                        event -> {
                            assertThat(event.action()).isEqualTo("release.approved-by-policy");
                            assertThat(event.actor()).isEqualTo(AuditTrail.SERVICE);
                        });

        // The job queue keeps its own time, and takes nothing up that is due in a week.
        rig.pass(Duration.ofDays(-8));
        var next = rig.vet("npm:calm@1.0.2", "api.example.com");
        rig.pass(Duration.ofDays(8));
        var chained = rig.await(next.id(), each -> each.state() == ReleaseState.APPROVED);
        assertThat(chained.expiresAt())
                .as("however many quiet updates, a person's approval ends when it was to end")
                .isEqualTo(now(before).expiresAt());
        assertThat(
                        rig.get(ReviewStore.class)
                                .restsOn(
                                        rig.get(ReviewStore.class)
                                                .decisions(next.id())
                                                .getFirst()
                                                .id()))
                .contains(person.id());
    }

    @Test
    void leavesToPeopleWhatIsNotQuietOrNewOrDeclaresMore() throws Exception {
        var first = vet("1.0.1");
        assertThat(rig.approve(vet("1.0.14").id())).isInstanceOf(DecisionOutcome.Decided.class);
        var hostile = vet("1.0.16");
        rig.request(
                "npm:assay-sample-mail@1.0.15",
                SampleHistory.DECLARED_DESTINATION,
                "other.example.com");
        var wider =
                rig.settled(
                        rig.get(ReleaseStore.class)
                                .find(Purl.npm("assay-sample-mail", "1.0.15"))
                                .orElseThrow()
                                .id());

        rig.pass(Duration.ofDays(30));
        Thread.sleep(1_000);

        assertThat(now(first).state()).isEqualTo(ReleaseState.IN_REVIEW);
        assertThat(now(hostile).state()).isEqualTo(ReleaseState.IN_REVIEW);
        assertThat(now(wider).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    private Release vet(String version) throws InterruptedException {
        return rig.vet("npm:assay-sample-mail@" + version, SampleHistory.DECLARED_DESTINATION);
    }

    private Release now(Release release) {
        return Objects.requireNonNull(rig.get(ReleaseStore.class).find(release.id()).orElse(null));
    }
}
