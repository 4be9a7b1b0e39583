package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.scanners.source.SourceOutcome;

import java.io.IOException;

/**
 * Lays the release beside the source that it names. Whatever comes of that is a result: a host that
 * is away keeps nobody from vetting, and is told.
 */
final class SourceStage implements Stage {

    /** What the table holds. */
    private static final int LONGEST = 1_900;

    private final SourceLook look;
    private final Documents documents;

    SourceStage(SourceLook look, Documents documents) {
        this.look = look;
        this.documents = documents;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.SOURCE;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        SourceOutcome outcome = look.at(release);
        var document =
                documents.keep(
                        new SourceDocument(
                                SourceDocument.SCHEMA, release.purl().toString(), outcome));
        var summary = outcome.summary();
        return new StageOutcome.Done(
                outcome.state(),
                summary.length() > LONGEST ? summary.substring(0, LONGEST) + "…" : summary,
                document,
                () -> {});
    }
}
