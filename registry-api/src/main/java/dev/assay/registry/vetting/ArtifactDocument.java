package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

/**
 * Which bytes a release is and where they came from.
 *
 * @param foreignHost whether the packument names an origin other than its registry's
 * @param manifest the version's own object in the packument, as JSON
 */
record ArtifactDocument(
        String schema,
        String purl,
        Sha256 sha256,
        Integrity integrity,
        long size,
        String from,
        boolean foreignHost,
        String manifest) {

    static final String SCHEMA = "assay-artifact/1";
}
