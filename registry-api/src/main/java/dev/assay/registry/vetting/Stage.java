package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;

import java.io.IOException;

/**
 * One stage of the pipeline. It reads what earlier stages stored, and leaves nothing behind but
 * blobs until its outcome is recorded, so that running it again is always right.
 */
interface Stage {

    VettingStep.Name name();

    /**
     * Runs the stage outside any transaction.
     *
     * @throws IOException when our own store cannot be read or written; it is tried again
     */
    StageOutcome run(Release release) throws IOException, InterruptedException;
}
