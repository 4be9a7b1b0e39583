package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What ends every process that looks at it is not looked at for ever. */
class AbandonedVettingTest {

    private static final String PURL = "npm:deadly@1.0.0";
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void isGivenUpAfterFiveProcessesAndMayBeAskedForAgain(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.start()) {
            goesOnAfterFourAndNotAfterFive(data, upstream);
        }
    }

    @Test
    void isGivenUpByTheNodesOfOneDatabaseAsWell(@TempDir Path data) throws Exception {
        try (var server = PipelineOnPostgresqlTest.server();
                var upstream = SampleUpstream.start()) {
            goesOnAfterFourAndNotAfterFive(
                    data,
                    upstream,
                    "spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.username=postgres",
                    "db-scheduler.heartbeat-interval=1s");
        }
    }

    @Test
    void takesAwayWhatWasBeingFetchedADayAgoAndNothingYounger(@TempDir Path data)
            throws IOException {
        var folder = Files.createDirectories(data.resolve("unfinished").resolve("outside"));
        var old = Files.createFile(folder.resolve("package1.tmp"));
        var young = Files.createFile(folder.resolve("package2.tmp"));
        Files.setLastModifiedTime(
                old, FileTime.from(Instant.now().minus(Duration.ofDays(1)).minus(LONG)));

        VettingRig.start(data, null, "db-scheduler.enabled=false").close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    private static void goesOnAfterFourAndNotAfterFive(
            Path data, SampleUpstream upstream, String... settings) throws Exception {
        upstream.publish(SamplePackage.bare("deadly", "1.0.0", Map.of()));
        Id id;
        try (var rig = VettingRig.start(data, upstream.url(), resting(settings))) {
            id = ((RequestOutcome.Accepted) rig.request(PURL)).release().id();
            leave(rig, 4);
        }
        try (var rig = VettingRig.start(data, upstream.url(), settings)) {
            var release = rig.settled(id);
            assertThat(release.state()).isEqualTo(ReleaseState.VETTING_FAILED);
            assertThat(release.stateReason())
                    .contains("the process that vetted it ended", "5 in all", "vet again");
            assertThat(events(rig)).contains("release.vetting-failed");

            rig.get(Workflow.class).vetAgain(rig.reviewer(), id);
            assertThat(rig.settled(id).state()).isEqualTo(ReleaseState.IN_REVIEW);
        }
        try (var rig = VettingRig.start(data, upstream.url(), resting(settings))) {
            rig.get(Workflow.class).vetAgain(rig.reviewer(), id);
            leave(rig, 3);
        }
        try (var rig = VettingRig.start(data, upstream.url(), settings)) {
            rig.await(id, any -> events(rig).contains("release.vetting-interrupted"));
            assertThat(rig.settled(id).state()).isEqualTo(ReleaseState.IN_REVIEW);
        }
    }

    /** As a process leaves it that was killed, which was not the first. */
    private static void leave(VettingRig rig, int endsBefore) {
        var left =
                rig.get(JdbcClient.class)
                        .sql(
                                """
                                UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'gone',
                                    last_heartbeat = :heard, consecutive_failures = :ends
                                WHERE task_name = :task
                                """)
                        .param("heard", Timestamp.from(Instant.now().minus(LONG)))
                        .param("ends", endsBefore)
                        .param("task", SchedulerVettingQueue.TASK.getTaskName())
                        .update();
        assertThat(left).isEqualTo(1);
    }

    /** With nobody who takes up what is there. */
    private static String[] resting(String... settings) {
        var all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "db-scheduler.enabled=false";
        return all;
    }

    private static List<String> events(VettingRig rig) {
        return rig.get(AuditTrail.class).of(Purl.parse(PURL).toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }
}
