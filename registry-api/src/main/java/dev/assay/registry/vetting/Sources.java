package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What was found out of a release's source, when it was vetted. */
public final class Sources {

    /** The part of a {@link SourceDocument} that is asked for here. */
    private record Part(@Nullable SourceOutcome outcome) {}

    private final VettingStore vetting;
    private final Documents documents;

    Sources(VettingStore vetting, Documents documents) {
        this.vetting = vetting;
        this.documents = documents;
    }

    /** Empty until it is vetted, and for what was vetted before Assay looked for it. */
    public Optional<SourceOutcome> of(Id release) {
        for (var step : vetting.steps(release)) {
            var document = step.document();
            if (step.name() == VettingStep.Name.SOURCE && document != null) {
                try {
                    return Optional.ofNullable(documents.read(document, Part.class).outcome());
                } catch (IOException e) {
                    throw new UncheckedIOException("the source of release " + release, e);
                }
            }
        }
        return Optional.empty();
    }
}
