package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Break-glass: what people let through in an emergency, and what they owe for it. */
@TestInstance(Lifecycle.PER_CLASS)
class BreakGlassTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Workflow workflow;
    private Emergencies emergencies;
    private Account sam;
    private Account sid;
    private Account rita;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url(), "assay.review.expiry-check=100ms");
        workflow = rig.get(Workflow.class);
        emergencies = rig.get(Emergencies.class);
        sam = rig.reviewer();
        sid = rig.account("sid", Role.SECURITY);
        rita = rig.requester();
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void breakGlassServesForHoursAndIsOwedALookBySomebodyElse() throws Exception {
        var release = vetted();

        var opened = emergencies.open(sam, release.id(), Stage.PILOT, null, "the pager rings");

        var now = ((DecisionOutcome.Decided) opened).release();
        assertThat(now.state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(now.stage()).isEqualTo(Stage.PILOT);
        assertThat(now.approvedAt()).as("nothing to compare later versions with").isNull();
        assertThat(Objects.requireNonNull(now.expiresAt()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(7)),
                        Instant.now().plus(Duration.ofHours(8)));
        var glass = glass(release);
        assertThat(refused(emergencies.close(sam, glass.id(), "I was right")))
                .contains("somebody else");
        assertRefused(
                emergencies.open(sid, release.id(), Stage.PILOT, 1, "more"), "through already");

        over(glass);
        var after = rig.await(release.id(), it -> it.state() == ReleaseState.IN_REVIEW);
        assertThat(after.stage()).isNull();
        assertThat(glass(release).owed()).as("still owed once it is over").isTrue();
        assertThat(emergencies.close(sid, glass.id(), "it was needed; approve it properly"))
                .isInstanceOf(Deed.Done.class);
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(rig.get(AuditTrail.class).of(release.purl().toString()))
                .extracting(AuditEvent::action)
                .contains("release.break-glass", "break-glass.ended", "break-glass.reviewed");
    }

    @Test
    void breakGlassIsRefusedWhereItWouldNotEndOrNothingIsThere() throws Exception {
        var release = vetted();
        assertRefused(
                emergencies.open(sam, release.id(), Stage.PILOT, 73, "long"), "1 to 72 hours");
        assertRefused(emergencies.open(sam, release.id(), Stage.PILOT, 1, " "), "reason");
        assertRefused(
                emergencies.open(rita, release.id(), Stage.PILOT, 1, "me"), "no reviewer role");
        rig.approve(release.id());
        assertRefused(emergencies.open(sam, release.id(), Stage.PILOT, 1, "why"), "approved for");
        workflow.revoke(sam, release.id(), "it was bad");
        assertRefused(emergencies.open(sid, release.id(), Stage.PILOT, 1, "but"), "is revoked");
    }

    @Test
    void aProperApprovalEndsBreakGlassAndOutlivesIt() throws Exception {
        var release = vetted();
        emergencies.open(sam, release.id(), Stage.PILOT, 1, "the pager rings");

        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(glass(release).endedAt()).isNotNull();
        over(glass(release));
        Thread.sleep(300);
        assertThat(current(release).state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(current(release).stage()).isEqualTo(Stage.PRODUCTION);
    }

    private Release vetted() throws InterruptedException {
        var name = "excepted-" + names.incrementAndGet();
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        return rig.vet("npm:" + name + "@1.0.0");
    }

    private void over(BreakGlass glass) {
        var then = Instant.now().minusSeconds(1).atOffset(java.time.ZoneOffset.UTC);
        var jdbc = rig.get(JdbcClient.class);
        jdbc.sql("UPDATE break_glass SET expires_at = :then WHERE id = :id")
                .param("then", then)
                .param("id", glass.id().value())
                .update();
        if (glass.endedAt() == null) {
            jdbc.sql("UPDATE release SET expires_at = :then WHERE id = :id")
                    .param("then", then)
                    .param("id", glass.releaseId().value())
                    .update();
        }
    }

    private BreakGlass glass(Release release) {
        return rig.get(BreakGlassStore.class).all().stream()
                .filter(each -> each.releaseId().equals(release.id()))
                .findFirst()
                .orElseThrow();
    }

    private Release current(Release release) {
        return rig.get(ReportReader.class).release(release.id()).orElseThrow().release();
    }

    private static String refused(Deed<?> deed) {
        assertThat(deed).isInstanceOf(Deed.Refused.class);
        return ((Deed.Refused<?>) deed).reason();
    }

    private static void assertRefused(DecisionOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(DecisionOutcome.Refused.class);
        assertThat(((DecisionOutcome.Refused) outcome).reason()).contains(reason);
    }
}
