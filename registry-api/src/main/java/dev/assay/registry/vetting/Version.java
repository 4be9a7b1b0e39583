package dev.assay.registry.vetting;

import dev.assay.inventory.release.Release;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.util.Optional;

/** One side of a comparison: a package, and the bytes that are kept of it. */
record Version(Purl purl, Sha256 artifact) {

    /** Empty for a release of which nothing was fetched yet. */
    static Optional<Version> of(Release release) {
        return Optional.ofNullable(release.sha256())
                .map(digest -> new Version(release.purl(), digest));
    }
}
