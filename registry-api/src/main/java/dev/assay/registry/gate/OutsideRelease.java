package dev.assay.registry.gate;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.known.Ecosystems;

import java.util.Optional;

/** Which release bytes belong to that passed outside, so that somebody can ask for it. */
public final class OutsideRelease {

    private OutsideRelease() {}

    /** Empty where they are a part that is no release by itself, as a layer of an image is. */
    public static Optional<Purl> of(OutsideFetch fetch) {
        try {
            return Ecosystems.named(fetch.ecosystem()).flatMap(each -> each.passed(fetch.item()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
