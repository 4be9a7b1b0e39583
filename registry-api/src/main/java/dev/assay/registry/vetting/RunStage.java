package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunStore;

import java.io.IOException;
import java.util.Objects;

/**
 * Runs the release where it can hurt nothing. That it could not be run is a result too: it keeps
 * nobody from vetting, and is told.
 */
final class RunStage implements Stage {

    private final RunWork work;
    private final RunStore runs;
    private final VettingProgress progress;

    RunStage(RunWork work, RunStore runs, VettingProgress progress) {
        this.work = work;
        this.runs = runs;
        this.progress = progress;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.RUN;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        var result = work.run(release, what -> progress.say(release.id(), name(), what));
        return new StageOutcome.Done(
                outcome(result),
                result.said(),
                Objects.requireNonNull(result.document(), "a run leaves a document"),
                () -> runs.keep(release.id(), result));
    }

    /** In one word, as the stage's record has it. */
    static String outcome(RunResult result) {
        return result.state().saw() ? result.state().words().replace(' ', '-') : "not-run";
    }
}
