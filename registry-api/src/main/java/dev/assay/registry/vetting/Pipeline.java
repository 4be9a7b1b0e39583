package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.ReviewDesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a release through the stages. Each stage's result is committed before the next one runs, so
 * whoever takes the release up after a crash goes on at the first stage that is missing.
 */
final class Pipeline {

    private final List<Stage> stages;
    private final VerdictStage verdict;
    private final ReleaseStore releases;
    private final VettingStore vetting;
    private final ReviewDesk desk;
    private final Deeds deeds;
    private final VettingProgress progress;
    private final BlobStore blobs;
    private final StageMeters meters;

    Pipeline(
            List<Stage> stages,
            VerdictStage verdict,
            ReleaseStore releases,
            VettingStore vetting,
            ReviewDesk desk,
            Deeds deeds,
            VettingProgress progress,
            BlobStore blobs,
            StageMeters meters) {
        this.stages = List.copyOf(stages);
        this.verdict = verdict;
        this.releases = releases;
        this.vetting = vetting;
        this.desk = desk;
        this.deeds = deeds;
        this.progress = progress;
        this.blobs = blobs;
        this.meters = meters;
    }

    /**
     * Does what is left to do for a release.
     *
     * @throws NotNowException when it should be tried again later
     * @throws Lease.LostException when another process has taken it over; nothing was written since
     */
    void run(Id id, Lease lease) throws InterruptedException {
        if (deeds.whole(() -> takenUp(id, lease)).isEmpty()) {
            return;
        }
        try {
            work(id, lease);
        } catch (AlteredBlobException e) {
            var text = altered(e);
            held(id, lease, () -> desk.failed(id, text));
        } catch (IOException e) {
            throw new NotNowException(ownStore(e), null, e);
        } catch (UncheckedIOException e) {
            throw new NotNowException(ownStore(e), null, e);
        } finally {
            progress.fallSilent(id);
        }
    }

    private Optional<Release> takenUp(Id id, Lease lease) {
        var taken = desk.takeUp(id);
        lease.check();
        return taken;
    }

    /** Does something in one transaction, where the release is still ours to vet. */
    private void held(Id id, Lease lease, Runnable deed) {
        deeds.run(
                () -> {
                    desk.lockedState(id);
                    lease.check();
                    deed.run();
                });
    }

    private void work(Id id, Lease lease) throws IOException, InterruptedException {
        var finished =
                vetting.steps(id).stream().map(VettingStep::name).collect(Collectors.toSet());
        for (var stage : stages) {
            if (finished.contains(stage.name())) {
                continue;
            }
            progress.say(id, stage.name(), "at work");
            var begun = System.nanoTime();
            var outcome = stage.run(release(id));
            meters.ended(stage.name(), outcome, System.nanoTime() - begun);
            switch (outcome) {
                case StageOutcome.Done done ->
                        held(id, lease, () -> record(id, stage.name(), done));
                case StageOutcome.Failed(var text) -> {
                    held(id, lease, () -> desk.failed(id, text));
                    return;
                }
                case StageOutcome.NotNow(var text, var after) ->
                        throw new NotNowException(text, after, null);
            }
        }
        var anew = !finished.contains(VettingStep.Name.VERDICT);
        progress.say(id, VettingStep.Name.VERDICT, "at work");
        var begun = System.nanoTime();
        var done = verdict.run(release(id), anew);
        meters.ended(VettingStep.Name.VERDICT, done, System.nanoTime() - begun);
        held(
                id,
                lease,
                () -> {
                    record(id, VettingStep.Name.VERDICT, done);
                    desk.vetted(id, done.outcome(), done.summary());
                });
    }

    /**
     * Makes the delta of a release in review anew, since it was run again, and shows it to whoever
     * has not decided yet.
     *
     * @param settled done in the transaction that shows it
     * @return false where it is not in review any more; then nothing was changed
     * @throws Lease.LostException when another process has taken the run over
     */
    boolean joined(Id id, Lease lease, RunResult run, Runnable settled)
            throws IOException, InterruptedException {
        var delta = stages.stream().filter(DeltaStage.class::isInstance).findFirst().orElseThrow();
        if (!(delta.run(release(id)) instanceof StageOutcome.Done compared)
                || !deeds.whole(() -> compared(id, lease, run, compared))) {
            return false;
        }
        var done = verdict.run(release(id), true);
        return deeds.whole(
                () -> {
                    if (!isStillReviewed(id, lease)) {
                        return false;
                    }
                    record(id, VettingStep.Name.VERDICT, done);
                    desk.shownAnew(id);
                    settled.run();
                    return true;
                });
    }

    private boolean isStillReviewed(Id id, Lease lease) {
        var state = desk.lockedState(id);
        lease.check();
        return state == ReleaseState.IN_REVIEW;
    }

    private boolean compared(Id id, Lease lease, RunResult run, StageOutcome.Done compared) {
        if (!isStillReviewed(id, lease)) {
            return false;
        }
        vetting.record(id, VettingStep.Name.RUN, RunStage.outcome(run), run.said(), run.document());
        record(id, VettingStep.Name.DELTA, compared);
        return true;
    }

    private void record(Id id, VettingStep.Name name, StageOutcome.Done done) {
        vetting.record(id, name, done.outcome(), done.summary(), done.document());
        done.records().run();
    }

    private Release release(Id id) {
        return releases.find(id).orElseThrow();
    }

    private static String ownStore(Exception problem) {
        return "Assay cannot keep or read its own files: "
                + problem.getMessage()
                + ". Free space in its data directory, or mend the disk; nothing was recorded as done";
    }

    private String altered(AlteredBlobException problem) {
        var place =
                Optional.of(problem.expected())
                        .flatMap(
                                digest -> {
                                    try {
                                        return blobs.file(digest);
                                    } catch (IOException e) {
                                        return Optional.empty();
                                    }
                                });
        return problem.getMessage()
                + ". Somebody or something changed it on our own disk: find out who, remove "
                + place.map(Object::toString).orElse("it")
                + " and vet again";
    }
}
