package dev.assay.registry.gate;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.scanners.coordinates.Purl;

import java.util.Arrays;
import java.util.Optional;

/** Which release bytes belong to that passed outside, so that somebody can ask for it. */
public final class OutsideRelease {

    private OutsideRelease() {}

    /** Empty where they are a part that is no release by itself, as a layer of an image is. */
    public static Optional<Purl> of(OutsideFetch fetch) {
        try {
            return switch (fetch.ecosystem()) {
                case "npm", "cargo", "nuget" -> Optional.of(Purl.parse(fetch.item()));
                case "pypi" -> Optional.of(Purl.parse(fetch.item().replaceFirst(" .*", "")));
                case "maven" -> maven(fetch.item());
                case "oci" ->
                        fetch.item().startsWith("oci:")
                                ? Optional.of(Purl.parse(fetch.item()))
                                : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From a place in a repository: {@code GROUP/…/ARTIFACT/VERSION/FILE}. */
    private static Optional<Purl> maven(String path) {
        var parts = path.split("/");
        if (parts.length < 4) {
            return Optional.empty();
        }
        var group = String.join(".", Arrays.copyOf(parts, parts.length - 3));
        return Optional.of(
                new Purl("maven", group, parts[parts.length - 3], parts[parts.length - 2]));
    }
}
