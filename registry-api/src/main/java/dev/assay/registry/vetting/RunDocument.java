package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

/**
 * What came of running a release.
 *
 * @param reason why it was not run; null where it was
 * @param observed null where it was not run
 * @param manifest what it listed, pinned; null where it listed nothing, and in a document from
 *     before that was pinned
 * @param evidence what each run left behind, in the blob store; null where it was not run
 */
record RunDocument(
        String schema,
        String purl,
        @Nullable String reason,
        @Nullable Observed observed,
        @Nullable LiveManifest manifest,
        @Nullable Sha256 evidence) {

    static final String SCHEMA = "assay-run/1";
}
