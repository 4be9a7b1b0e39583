package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.inventory.watch.WatchedPackage;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.Fault;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

@Timeout(180)
class WatchTest {

    private static final String INTERVAL = "assay.watch.interval=400ms";

    @Test
    void laysANewVersionBeforeTheReviewersWithoutAnybodysDoing(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.mailFormat())) {
            SampleHistory.cleanReleases().forEach(each -> upstream.publish(each.artifact()));
            try (var rig = VettingRig.startWatching(data, upstream.url(), INTERVAL)) {
                var clean =
                        rig.vet("npm:assay-sample-mail@1.0.15", SampleHistory.DECLARED_DESTINATION);
                assertThat(rig.approve(clean.id())).isInstanceOf(DecisionOutcome.Decided.class);
                var watching = until(rig, clean, each -> each.answeredAt() != null);
                assertThat(watching.problem()).isNull();

                var published = System.nanoTime();
                upstream.publish(SampleHistory.hostileUpdate().artifact());

                var purl = Purl.npm(SampleHistory.MAIL_SERVER, "1.0.16");
                var releases = rig.get(ReleaseStore.class);
                until(() -> releases.find(purl).isPresent());
                var update = rig.settled(releases.find(purl).orElseThrow().id());
                System.out.printf(
                        "from publication to a review with its verdict: %d ms, looking every 400 ms%n",
                        Duration.ofNanos(System.nanoTime() - published).toMillis());

                assertThat(update.state()).isEqualTo(ReleaseState.IN_REVIEW);
                assertThat(update.baselineId()).isEqualTo(clean.id());
                var report = rig.report(update.id());
                assertThat(Objects.requireNonNull(report.snapshot()).verdict())
                        .isEqualTo(Verdict.BLOCK);
                var review = rig.reviews(update.id()).getFirst();
                assertThat(review.requesterId()).isEqualTo(rig.requester().id());
                assertThat(report.snapshot().domains())
                        .containsExactly(SampleHistory.DECLARED_DESTINATION);
                assertThat(rig.get(AuditTrail.class).of(purl.toString()))
                        .extracting(AuditEvent::actor, AuditEvent::action)
                        .startsWith(
                                org.assertj.core.groups.Tuple.tuple(
                                        "assay", "release.found-upstream"));
            }
        }
    }

    @Test
    void asksOnlyWhetherSomethingChangedAndTellsOfWhatDid(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.start()) {
            upstream.publish(SamplePackage.bare("aging", "1.0.0", Map.of()));
            try (var rig = VettingRig.startWatching(data, upstream.url(), INTERVAL)) {
                var release = rig.vet("npm:aging@1.0.0");
                rig.approve(release.id());
                until(rig, release, each -> each.answeredAt() != null);

                upstream.inject(Fault.UNAVAILABLE, "/aging");
                var away = until(rig, release, each -> each.failures() > 0);
                assertThat(away.problem()).contains("/aging");
                assertThat(away.nextLookAt()).isAfter(Objects.requireNonNull(away.lookedAt()));
                upstream.clearFaults();
                until(rig, release, each -> each.failures() == 0 && each.problem() == null);

                // A pre-release is nobody's update, unless one is approved.
                upstream.publish(SamplePackage.bare("aging", "2.0.0-beta.1", Map.of()));
                upstream.publish(SamplePackage.bare("aging", "1.0.1", Map.of()));
                var patch = Purl.npm("aging", "1.0.1");
                var releases = rig.get(ReleaseStore.class);
                until(() -> releases.find(patch).isPresent());
                rig.settled(releases.find(patch).orElseThrow().id());
                assertThat(releases.find(Purl.npm("aging", "2.0.0-beta.1"))).isEmpty();

                upstream.unpublish("aging", "1.0.0");
                upstream.publish(
                        SamplePackage.bare("aging", "1.0.0", Map.of("aging-extra", "1.0.0")));
                until(() -> !tasks(rig).isEmpty());
                assertThat(tasks(rig))
                        .extracting(Task::kind, Task::releaseId)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(
                                        TaskKind.LOOK_INTO, release.id()));
                until(() -> !rig.get(FetchStore.class).incidents().isEmpty());

                upstream.unpublish("aging", "1.0.0");
                until(() -> tasks(rig).size() == 2);
                assertThat(tasks(rig))
                        .extracting(Task::title)
                        .anyMatch(it -> it.contains("withdrawn"));
            }
        }
    }

    private static java.util.List<Task> tasks(VettingRig rig) {
        return rig.get(TaskStore.class).open();
    }

    private static WatchedPackage until(
            VettingRig rig, Release release, Predicate<WatchedPackage> condition)
            throws InterruptedException {
        var store = rig.get(WatchStore.class);
        until(() -> store.find(release.purl()).filter(condition).isPresent());
        return store.find(release.purl()).orElseThrow();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
