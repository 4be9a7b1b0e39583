package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class ExpiryTest {

    private static final String PURL = "npm:aging@1.0.0";

    @Test
    void endsAnApprovalWhoseTimeIsOverAndLetsItBeAskedForAgain(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.start();
                var rig =
                        VettingRig.start(
                                data,
                                upstream.url(),
                                "spring.datasource.hikari.maximum-pool-size=4",
                                "assay.review.tiers.low.approval-days=30",
                                "assay.review.expiry-check=100ms")) {
            assertThat(rig.get(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(4);
            upstream.publish(SamplePackage.bare("aging", "1.0.0", Map.of()));
            var release = rig.vet(PURL, "api.example.com");
            var decided = (DecisionOutcome.Decided) rig.approve(release.id());
            assertThat(decided.release().expiresAt())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(29)),
                            Instant.now().plus(Duration.ofDays(30)));

            rig.get(ReleaseStore.class)
                    .approved(release.id(), Stage.PRODUCTION, Instant.now().minusSeconds(1));

            var expired = rig.await(release.id(), now -> now.state() == ReleaseState.EXPIRED);
            assertThat(expired.stateReason()).contains("request it again");
            assertThat(rig.get(AuditTrail.class).of(release.purl().toString()))
                    .extracting(AuditEvent::action)
                    .contains("release.expired");
            assertThat(rig.changes()).contains(release.id());

            assertThat(rig.request(PURL, "api.example.com"))
                    .isInstanceOf(RequestOutcome.Accepted.class);
            assertThat(rig.settled(release.id()).state()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        }
    }
}
