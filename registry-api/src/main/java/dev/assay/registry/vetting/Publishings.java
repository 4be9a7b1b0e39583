package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** What was found out of who published a release, when it was vetted. */
public final class Publishings {

    /** The part of an {@link ArtifactDocument} that is asked for here. */
    private record Part(@Nullable Publishing publishing) {}

    private final VettingStore vetting;
    private final Documents documents;

    Publishings(VettingStore vetting, Documents documents) {
        this.vetting = vetting;
        this.documents = documents;
    }

    /** What {@link #of} reads, by its digest: another vetting finds something else out. */
    Optional<String> digest(Id release) {
        return vetting.steps(release).stream()
                .filter(each -> each.name() == VettingStep.Name.ARTIFACT)
                .flatMap(each -> Stream.ofNullable(each.document()))
                .map(Sha256::hex)
                .findFirst();
    }

    /** Empty until it is fetched, and for what was vetted before Assay looked for it. */
    public Optional<Publishing> of(Id release) {
        for (var step : vetting.steps(release)) {
            var document = step.document();
            if (step.name() == VettingStep.Name.ARTIFACT && document != null) {
                try {
                    return Optional.ofNullable(documents.read(document, Part.class).publishing());
                } catch (IOException e) {
                    throw new UncheckedIOException("who published release " + release, e);
                }
            }
        }
        return Optional.empty();
    }
}
