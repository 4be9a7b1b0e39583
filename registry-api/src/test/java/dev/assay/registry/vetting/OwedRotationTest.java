package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

class OwedRotationTest {

    private static final String PURL = "npm:keyed@1.0.0";
    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

    @Test
    void holdsARenewalBackAndNeitherTheFirstApprovalNorAnotherVersion(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.start();
                var rig =
                        VettingRig.start(data, upstream.url(), "assay.review.expiry-check=100ms")) {
            upstream.publish(SamplePackage.bare("keyed", "1.0.0", Map.of()));
            upstream.publish(SamplePackage.bare("keyed", "1.0.1", Map.of()));
            owe(rig, TODAY.minusDays(1));
            var release = rig.vet(PURL, "api.example.com");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
            rig.get(ReleaseStore.class)
                    .approved(release.id(), Stage.PRODUCTION, Instant.now().minusSeconds(1));
            rig.await(release.id(), now -> now.state() == ReleaseState.EXPIRED);
            assertThat(rig.request(PURL, "api.example.com"))
                    .isInstanceOf(RequestOutcome.Accepted.class);
            rig.settled(release.id());

            assertThat(rig.approve(release.id()))
                    .isInstanceOfSatisfying(
                            DecisionOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains(
                                                    "renews an approval",
                                                    "overdue since " + TODAY.minusDays(1),
                                                    "Rotate the API key",
                                                    "/tasks"));
            var other = rig.vet("npm:keyed@1.0.1", "api.example.com");
            assertThat(rig.approve(other.id())).isInstanceOf(DecisionOutcome.Decided.class);

            signOff(rig);
            owe(rig, TODAY.plusDays(1));
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        }
    }

    private static void owe(VettingRig rig, LocalDate due) {
        rig.get(TaskStore.class)
                .open(
                        new NewTask(
                                "rotate:" + Id.random() + ":" + due,
                                TaskKind.ROTATE_CREDENTIAL,
                                "pkg:npm/keyed",
                                null,
                                "Rotate the API key of keyed in vault: keyed/api-key",
                                due,
                                Role.SECURITY,
                                null));
    }

    private static void signOff(VettingRig rig) {
        var tasks = rig.get(TaskStore.class);
        var done = new Task.Closing(Instant.now(), rig.reviewer().id(), "done", null, null);
        tasks.open().forEach(each -> tasks.close(each.id(), done));
    }
}
