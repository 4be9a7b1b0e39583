package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.publisher.Publishing;

import org.jspecify.annotations.Nullable;

/**
 * Which bytes a release is and where they came from.
 *
 * @param foreignHost whether the packument names an origin other than its registry's
 * @param manifest the version's own object in the packument, as JSON
 * @param publishing who published it; null in documents from before that was looked for
 */
record ArtifactDocument(
        String schema,
        String purl,
        Sha256 sha256,
        Integrity integrity,
        long size,
        String from,
        boolean foreignHost,
        String manifest,
        @Nullable Publishing publishing) {

    static final String SCHEMA = "assay-artifact/1";
}
