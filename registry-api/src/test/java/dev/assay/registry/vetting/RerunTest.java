package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Observed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Releases that somebody has run again, in a real chamber, which has to be had here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(240)
class RerunTest {

    private static final String RUNNING = "assay.detonation.enabled=true";
    private static final String MAIL = "npm:assay-sample-mail@1.0.15";

    @Test
    void each_run_is_kept_and_what_is_in_review_is_shown_anew(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig = VettingRig.start(data, upstream.url(), RUNNING)) {
            var release = vetted(rig);
            var store = rig.get(RunStore.class);
            var first = store.newest(release.id()).orElseThrow();
            assumeTrue(first.state() == RunState.DRIVEN, first.result().said());
            assertThat(first.askedBy()).isNull();
            assertThat(first.result().way()).startsWith("Namespaces and bubblewrap");
            assertThat(first.result().tools()).isEqualTo(1);
            assertThat(first.result().reached()).isEqualTo(1);
            var review = rig.reviews(release.id()).getFirst();

            var asked = ask(rig, release.id());
            assertThat(rig.get(Reruns.class).ask(rig.reviewer(), release.id()))
                    .isEqualTo(
                            new Deed.Refused<RecordedRun>(
                                    release.purl()
                                            + " is being run already; wait until that is done"));
            var second = settled(rig, release.id());

            assertThat(second.id()).isEqualTo(asked.id());
            assertThat(second.askedBy()).isEqualTo(rig.reviewer().id());
            assertThat(second.state()).isEqualTo(RunState.DRIVEN);
            assertThat(second.joined()).isTrue();
            assertThat(second.result().manifest()).isEqualTo(first.result().manifest()).isNotNull();
            var manifest = Objects.requireNonNull(rig.get(Runs.class).seen(second).manifest());
            assertThat(manifest.sha256()).isEqualTo(first.result().manifest());
            assertThat(manifest.tools()).hasSize(1);
            assertThat(manifest.tools().getFirst().found()).isTrue();
            assertThat(manifest.tools().getFirst().differences()).isEmpty();
            assertThat(manifest.unlisted()).isEmpty();
            assertThat(second.findings()).isEmpty();
            assertThat(rig.get(Runs.class).history(release.id()))
                    .extracting(RecordedRun::number)
                    .containsExactly(2, 1);
            assertThat(rig.get(Runs.class).evidence(first)).isPresent();
            assertThat(actions(rig, release))
                    .contains("release.run-asked", "release.run", "release.run-joined");
            // The same bytes did the same, so nobody has to look again.
            assertThat(rig.reviews(release.id()).getFirst().snapshotSha256())
                    .isEqualTo(review.snapshotSha256());
        }
    }

    @Test
    void what_an_approved_release_was_not_seen_to_do_before_is_told(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig =
                        VettingRig.start(
                                data, upstream.url(), RUNNING, "assay.policy.check=300ms")) {
            var release = vetted(rig);
            var store = rig.get(RunStore.class);
            var first = store.newest(release.id()).orElseThrow();
            assumeTrue(first.state() == RunState.DRIVEN, first.result().said());
            approve(rig, release);
            ask(rig, release.id());
            assertThat(settled(rig, release.id()).findings()).as("it did the same").isEmpty();
            assertThat(actions(rig, release)).doesNotContain("release.run-differs");

            compares(rig, release);
            sawLess(rig, release, first);
            ask(rig, release.id());

            var differs = settled(rig, release.id());
            assertThat(differs.joined()).isFalse();
            assertThat(differs.findings())
                    .filteredOn(each -> each.kind() == FindingKind.OUTBOUND_DOMAIN)
                    .extracting(Finding::value)
                    .containsExactly("api.mail.example");
            assertThat(actions(rig, release)).contains("release.run-differs");
            tellsWhatOneDidNotComeTo(rig, release);
            var now = rig.get(ReleaseStore.class).find(release.id()).orElseThrow();
            assertThat(now.state()).isEqualTo(ReleaseState.APPROVED);
            var judged = rig.get(Judged.class);
            assertThat(
                            judged.factsNow(now.id(), judged.of(now).orElseThrow().snapshot())
                                    .orElseThrow()
                                    .values()
                                    .get("findings")
                                    .toString())
                    .contains("outbound-domain")
                    .contains("api.mail.example");
        }
    }

    @Test
    void a_run_whose_node_is_killed_is_done_by_another(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything())) {
            Id release;
            try (var rig = VettingRig.start(data, upstream.url(), RUNNING)) {
                release = vetted(rig).id();
                var first = rig.get(RunStore.class).newest(release).orElseThrow();
                assumeTrue(first.state() == RunState.DRIVEN, first.result().said());
            }
            var killed =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx512m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    KilledRerun.class.getName(),
                                    data.toString(),
                                    upstream.url().toString(),
                                    release.value())
                            .redirectErrorStream(true)
                            .redirectOutput(data.resolve("killed.log").toFile())
                            .start();
            try {
                assertThat(killed.waitFor(90, TimeUnit.SECONDS)).isTrue();
                assertThat(killed.exitValue()).isEqualTo(9);
            } finally {
                killed.destroyForcibly();
            }

            try (var rig = VettingRig.start(data, upstream.url(), RUNNING)) {
                var run = settled(rig, release);

                assertThat(run.number()).isEqualTo(2);
                assertThat(run.state()).isEqualTo(RunState.DRIVEN);
                assertThat(rig.get(Runs.class).history(release)).hasSize(2);
            }
        }
    }

    @Test
    void a_run_that_another_node_took_over_writes_nothing_more(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig = VettingRig.start(data, upstream.url(), RUNNING)) {
            var release = vetted(rig);
            var store = rig.get(RunStore.class);
            var first = store.newest(release.id()).orElseThrow();
            assumeTrue(first.state() == RunState.DRIVEN, first.result().said());
            ask(rig, release.id());
            var progress = rig.get(VettingProgress.class);
            awaitThat(
                    () ->
                            progress.of(release.id())
                                    .filter(line -> !line.text().startsWith("prep"))
                                    .isPresent());
            var before = actions(rig, release);

            // As another node takes over what was not heard from: with a version of its own.
            var taken =
                    rig.get(JdbcClient.class)
                            .sql(
                                    "UPDATE scheduled_tasks SET version = version + 1"
                                            + " WHERE task_name = ? AND task_instance = ?")
                            .param(Reruns.TASK.getTaskName())
                            .param(release.id().value())
                            .update();
            assertThat(taken).isOne();
            awaitThat(() -> progress.of(release.id()).isEmpty());

            assertThat(store.unsettled(release.id()).orElseThrow().endedAt()).isNull();
            assertThat(actions(rig, release)).isEqualTo(before);
        }
    }

    @Test
    void what_cannot_be_run_is_refused_with_the_reason(@TempDir Path data) throws Exception {
        try (var upstream = SampleUpstream.startWith(SampleCatalog.everything());
                var rig =
                        VettingRig.start(data, upstream.url(), "assay.detonation.enabled=false")) {
            var release = vetted(rig);
            var reruns = rig.get(Reruns.class);

            assertThat(rig.get(RunStore.class).newest(release.id()).orElseThrow().state())
                    .isEqualTo(RunState.SWITCHED_OFF);
            assertThat(reruns.ask(rig.reviewer(), release.id()))
                    .isEqualTo(
                            new Deed.Refused<RecordedRun>(
                                    "assay.detonation.enabled is false, so no server is run"));
            assertThat(reruns.ask(rig.requester(), release.id()))
                    .isEqualTo(
                            new Deed.Refused<RecordedRun>(
                                    "rita has no reviewer role; reviewers have releases run"
                                            + " again"));
            var crate = rig.get(ReleaseStore.class).add(Purl.parse("pkg:cargo/made-up@1.0.0"));
            assertThat(reruns.objection(crate).orElseThrow())
                    .startsWith("pkg:cargo/made-up@1.0.0 is not run: crates");
            var unfetched = rig.get(ReleaseStore.class).add(Purl.npm("made-up", "1.0.0"));
            assertThat(reruns.objection(unfetched).orElseThrow()).contains("is being vetted");
            assertThat(rig.get(RunStore.class).of(release.id())).hasSize(1);
        }
    }

    private static void compares(VettingRig rig, Release release) {
        var comparisons = rig.get(RunComparisons.class);
        var runs = rig.get(Runs.class).history(release.id());
        var same =
                comparisons
                        .compare(
                                comparisons.side(runs.getLast().id()).orElseThrow(),
                                comparisons.side(runs.getFirst().id()).orElseThrow())
                        .orElseThrow();

        assertThat(same.same()).as(same.toString()).isTrue();
        assertThat(same.limits()).isEmpty();
    }

    private static void tellsWhatOneDidNotComeTo(VettingRig rig, Release release) {
        var comparisons = rig.get(RunComparisons.class);
        var store = rig.get(RunStore.class);
        rig.get(Deeds.class)
                .run(
                        () ->
                                store.keep(
                                        release.id(),
                                        RunResult.notRun(
                                                RunState.TIMED_OUT, "it went on and on", null)));
        var runs = store.of(release.id());
        var late = comparisons.side(runs.getFirst().id()).orElseThrow();
        var driven = comparisons.side(runs.get(1).id()).orElseThrow();
        var less = comparisons.side(runs.get(2).id()).orElseThrow();

        var unlike = comparisons.compare(less, driven).orElseThrow();
        assertThat(unlike.same()).isFalse();
        assertThat(unlike.findings())
                .filteredOn(each -> each.kind() == FindingKind.OUTBOUND_DOMAIN)
                .extracting(Finding::value)
                .containsExactly("api.mail.example");
        var none = comparisons.compare(driven, late).orElseThrow();
        assertThat(none.compared()).isFalse();
        assertThat(none.same()).isFalse();
        assertThat(none.limits())
                .containsExactly(
                        "Nothing was seen in run 5 of 1.0.15, which ended as timed out: it went on"
                                + " and on");
    }

    /** As if it had been seen to call nobody when it was approved. */
    private static void sawLess(VettingRig rig, Release release, RecordedRun run) throws Exception {
        var seen = Objects.requireNonNull(rig.get(Runs.class).seen(run).observed());
        var less =
                new Observed(
                        seen.schema(),
                        seen.engine(),
                        seen.purl(),
                        seen.outcome(),
                        null,
                        seen.server(),
                        seen.runs(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        seen.tools(),
                        seen.executed(),
                        seen.missing());
        var document =
                rig.get(Documents.class)
                        .keep(
                                new RunDocument(
                                        RunDocument.SCHEMA, seen.purl(), null, less, null, null));
        var was = run.result();
        var result =
                new RunResult(
                        was.state(),
                        was.said(),
                        was.engine(),
                        was.tools(),
                        was.reached(),
                        was.way(),
                        was.manifest(),
                        document,
                        null);
        rig.get(Deeds.class).run(() -> rig.get(RunStore.class).keep(release.id(), result));
    }

    private static Release vetted(VettingRig rig) throws Exception {
        var release = rig.vet(MAIL, SampleHistory.DECLARED_DESTINATION);
        assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
        return release;
    }

    private static void approve(VettingRig rig, Release release) {
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    private static RecordedRun ask(VettingRig rig, Id release) {
        return switch (rig.get(Reruns.class).ask(rig.account("sam", Role.SECURITY), release)) {
            case Deed.Done<RecordedRun>(var run) -> run;
            case Deed.Refused<RecordedRun>(var why) -> throw new AssertionError(why);
        };
    }

    private static RecordedRun settled(VettingRig rig, Id release) throws InterruptedException {
        var store = rig.get(RunStore.class);
        awaitThat(() -> store.unsettled(release).isEmpty());
        return store.newest(release).orElseThrow();
    }

    private static void awaitThat(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still waiting");
            }
            Thread.sleep(50);
        }
    }

    private static List<String> actions(VettingRig rig, Release release) {
        return rig.get(AuditTrail.class).of(release.purl().toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }
}
