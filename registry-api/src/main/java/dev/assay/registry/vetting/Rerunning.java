package dev.assay.registry.vetting;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Observed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does what was asked for: runs a release, and has people know what came of it. Of a release that
 * is in review the delta is made anew, as vetting does it, and votes on the old one count no more.
 * What was approved stays so: what it was not seen to do then and is now is told, like a flaw that
 * becomes known, and it is judged anew.
 */
final class Rerunning {

    private static final Set<ReleaseState> DECIDED =
            Set.of(ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    private final RunWork work;
    private final RunStore store;
    private final Runs runs;
    private final Pipeline pipeline;
    private final ReleaseStore releases;
    private final Judged judged;
    private final Documents documents;
    private final VettingProgress progress;
    private final Deeds deeds;
    private final AuditTrail audit;

    Rerunning(
            RunWork work,
            RunStore store,
            Runs runs,
            Pipeline pipeline,
            ReleaseStore releases,
            Judged judged,
            Documents documents,
            VettingProgress progress,
            Deeds deeds,
            AuditTrail audit) {
        this.work = work;
        this.store = store;
        this.runs = runs;
        this.pipeline = pipeline;
        this.releases = releases;
        this.judged = judged;
        this.documents = documents;
        this.progress = progress;
        this.deeds = deeds;
        this.audit = audit;
    }

    /**
     * Goes on wherever it was left: what has ended is not run again.
     *
     * @throws Lease.LostException when another process has taken it over; nothing was written since
     */
    void run(Id id, Lease lease) throws InterruptedException {
        var waiting = deeds.whole(() -> takenUp(id, lease));
        if (waiting.isEmpty()) {
            return;
        }
        var run = waiting.get();
        try {
            if (run.endedAt() == null) {
                var release = releases.find(id).orElseThrow();
                var result =
                        work.run(release, what -> progress.say(id, VettingStep.Name.RUN, what));
                deeds.run(() -> end(id, lease, run, result));
            }
            settle(id, lease, store.find(run.id()).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("run " + run.number() + " of release " + id, e);
        } finally {
            progress.fallSilent(id);
        }
    }

    private Optional<RecordedRun> takenUp(Id id, Lease lease) {
        releases.lock(id);
        lease.check();
        return store.unsettled(id);
    }

    /**
     * Ends one that could not be brought to an end.
     *
     * @throws Lease.LostException when another process has taken it over; nothing was written
     */
    void giveUp(Id id, Lease lease, String why) {
        deeds.run(
                () -> {
                    releases.lock(id);
                    lease.check();
                    store.unsettled(id)
                            .ifPresent(
                                    run -> {
                                        if (run.endedAt() == null) {
                                            end(
                                                    id,
                                                    lease,
                                                    run,
                                                    RunResult.notRun(RunState.FAILED, why, null));
                                        }
                                        store.settle(run.id(), false, before(run));
                                    });
                });
    }

    private void end(Id id, Lease lease, RecordedRun run, RunResult result) {
        var release = releases.lock(id).orElseThrow();
        lease.check();
        store.end(run.id(), result);
        audit.append(
                AuditTrail.SERVICE,
                "release.run",
                release.purl().toString(),
                "run " + run.number() + ", " + result.state().words() + ": " + result.said());
    }

    private void settle(Id id, Lease lease, RecordedRun run)
            throws IOException, InterruptedException {
        var release = releases.find(id).orElseThrow();
        if (run.state().saw()
                && release.state() == ReleaseState.IN_REVIEW
                && pipeline.joined(
                        id, lease, run.result(), () -> store.settle(run.id(), true, List.of()))) {
            return;
        }
        var before = before(run);
        var now = run.state().saw() ? with(before, appeared(release, run)) : before;
        deeds.run(
                () -> {
                    var locked = releases.lock(id).orElseThrow();
                    lease.check();
                    store.settle(run.id(), false, now);
                    if (now.size() > before.size() && DECIDED.contains(locked.state())) {
                        audit.append(
                                AuditTrail.SERVICE,
                                "release.run-differs",
                                locked.purl().toString(),
                                "run "
                                        + run.number()
                                        + " shows what was not seen when it was approved: "
                                        + now.stream()
                                                .skip(before.size())
                                                .limit(5)
                                                .map(Finding::title)
                                                .collect(Collectors.joining("; ")));
                    }
                });
    }

    /** What runs since the approval showed before this one. What it did once it can do again. */
    private List<Finding> before(RecordedRun run) {
        return store.of(run.releaseId()).stream()
                .filter(each -> each.number() < run.number() && each.settledAt() != null)
                .findFirst()
                .map(RecordedRun::findings)
                .orElse(List.of());
    }

    private static List<Finding> with(List<Finding> before, List<Finding> more) {
        var all = new LinkedHashMap<String, Finding>();
        before.forEach(each -> all.put(each.id(), each));
        more.forEach(each -> all.putIfAbsent(each.id(), each));
        return List.copyOf(all.values());
    }

    private List<Finding> appeared(Release release, RecordedRun run) throws IOException {
        var now = runs.seen(run).observed();
        if (now == null) {
            return List.of();
        }
        var then = runs.shown(release.id());
        return then.isPresent() ? ObservedDelta.findings(then.get(), now) : unheard(release, now);
    }

    /** Nobody saw it running before it was approved: then what is grave and its delta lacks. */
    private List<Finding> unheard(Release release, Observed now) throws IOException {
        var subject = judged.of(release);
        var told =
                subject.isEmpty()
                        ? List.<Finding>of()
                        : documents.read(subject.get().snapshot().delta(), Delta.class).findings();
        return ObservedDelta.findings(null, now).stream()
                .filter(each -> each.severity().atLeast(Severity.HIGH))
                .filter(
                        each ->
                                told.stream()
                                        .noneMatch(
                                                other ->
                                                        other.kind() == each.kind()
                                                                && other.value()
                                                                        .equals(each.value())))
                .toList();
    }
}
